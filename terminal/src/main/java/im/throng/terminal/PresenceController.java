package im.throng.terminal;

import im.throng.client.ThrongClient;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.PresenceReply;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Status;
import im.throng.protocol.message.UserId;
import im.throng.terminal.screen.HarmlessText;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Screen;
import im.throng.terminal.screen.Texts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Shows who is there, who comes and who goes.
///
/// Threading: `list` by the main thread, `changed` by the listening thread; what they share is
/// guarded by itself.
final class PresenceController {

    private static final int SHOWN_MAX = 1_000;

    private final ThrongClient client;
    private final Screen screen;
    private final Texts texts;
    private final Map<UserId, Status> known = new ConcurrentHashMap<>();

    PresenceController(ThrongClient client, Screen screen, Texts texts) {
        this.client = client;
        this.screen = screen;
        this.texts = texts;
    }

    /// Lists who is online, without oneself.
    void list(Phrase title, UserId self) {
        screen.print(texts.say(title));
        int shown = 0;
        @Nullable UserId after = null;
        known.clear();
        while (true) {
            PresenceReply.OnlinePage page = client.online(after, Limits.PAGE_PEOPLE_MAX);
            for (PresenceReply.OnlineUser user : page.users()) {
                if (!user.userId().equals(self)) {
                    known.put(user.userId(), user.status());
                    screen.print(line(user));
                    shown++;
                }
            }
            after = page.next();
            if (after == null) {
                break;
            }
            if (shown >= SHOWN_MAX) {
                screen.print(texts.say(Phrase.ONLINE_MORE, page.total()));
                break;
            }
        }
        if (shown == 0) {
            screen.print(texts.say(Phrase.ONLINE_NOBODY));
        }
    }

    /// Shows who came, left or changed.
    void changed(Push.PresenceChanged changed, UserId self) {
        for (Push.PresenceChange change : changed.changes()) {
            if (change.userId().equals(self)) {
                continue;
            }
            Status now = change.status();
            Status before = now == Status.OFFLINE ? known.remove(change.userId())
                    : known.put(change.userId(), now);
            if (now != before) {
                screen.print(line(change, before));
            }
        }
    }

    private String line(PresenceReply.OnlineUser user) {
        String name = HarmlessText.of(user.userName());
        return user.status() == Status.ONLINE
                ? texts.say(Phrase.USER_LINE, user.userId(), name)
                : texts.say(Phrase.USER_LINE_STATUS, user.userId(), name, word(user.status()));
    }

    private String line(Push.PresenceChange change, @Nullable Status before) {
        String name = HarmlessText.of(change.userName());
        if (change.status() == Status.OFFLINE) {
            return texts.say(Phrase.WENT, change.userId(), name);
        }
        return before == null && change.status() == Status.ONLINE
                ? texts.say(Phrase.CAME, change.userId(), name)
                : texts.say(Phrase.CHANGED, change.userId(), name, word(change.status()));
    }

    private String word(Status status) {
        return switch (status) {
            case BUSY -> texts.say(Phrase.STATUS_BUSY);
            case AWAY -> texts.say(Phrase.STATUS_AWAY);
            case ONLINE, INVISIBLE, OFFLINE -> texts.say(Phrase.STATUS_ONLINE);
        };
    }
}
