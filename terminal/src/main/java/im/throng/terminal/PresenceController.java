package im.throng.terminal;

import im.throng.protocol.message.Limits;
import im.throng.protocol.message.PresenceReply;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Status;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.terminal.screen.Columns;
import im.throng.terminal.screen.HarmlessText;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Tone;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Shows who is there, who comes and who goes; watches; sets how one appears.
///
/// Threading: the main thread asks, the listening thread calls `changed` and `watched`; what they
/// share is guarded by itself.
final class PresenceController {

    private static final int SHOWN_MAX = 1_000;
    private static final int FOUND_MAX = 20;
    private static final int ID_COLUMNS = 8;
    private static final int NAME_COLUMNS = 24;
    private static final DateTimeFormatter LAST_SEEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Desk desk;
    private final Map<UserId, Status> known = new ConcurrentHashMap<>();

    PresenceController(Desk desk) {
        this.desk = desk;
    }

    /// Lists who is online, without oneself, as the menu does.
    void list(Phrase title, UserId self) {
        List<PresenceReply.OnlineUser> users = online("", self);
        desk.say(title);
        for (PresenceReply.OnlineUser user : users) {
            String name = HarmlessText.of(user.userName());
            desk.screen().print(user.status() == Status.ONLINE
                    ? desk.texts().say(Phrase.USER_LINE, user.userId(), name)
                    : desk.texts().say(Phrase.USER_LINE_STATUS, user.userId(), name,
                            word(user.status())));
        }
        if (users.isEmpty()) {
            desk.say(Phrase.ONLINE_NOBODY);
        }
    }

    /// Lists who is online whose name or id holds a part, in columns.
    void who(String part, UserId self) {
        List<PresenceReply.OnlineUser> users = online(part, self);
        if (users.isEmpty()) {
            if (part.isEmpty()) {
                desk.say(Phrase.ONLINE_NOBODY);
            } else {
                desk.say(Phrase.WHO_NONE, HarmlessText.of(part));
            }
            return;
        }
        desk.say(Phrase.WHO_TITLE, users.size());
        users.forEach(user -> desk.screen().print(
                row(user.userId(), user.userName(), word(user.status()))));
    }

    /// Finds users, online or not.
    void search(String query) {
        List<User> found = desk.client().searchUsers(query, FOUND_MAX);
        if (found.isEmpty()) {
            desk.say(Phrase.FOUND_NONE, HarmlessText.of(query));
            return;
        }
        desk.say(Phrase.FOUND, found.size());
        for (User user : found) {
            desk.people().seen(user.userId(), user.userName());
            desk.screen().print(row(user.userId(), user.userName(),
                    HarmlessText.of(user.bio())));
        }
    }

    /// Watches users and shows how they are.
    void watch(List<String> typed) {
        List<UserId> users = find(typed);
        if (!users.isEmpty()) {
            List<PresenceReply.WatchedUser> now = desk.client().watch(users);
            learnNames(users);
            desk.say(Phrase.WATCHING);
            now.forEach(user -> {
                note(user.userId(), user.status());
                desk.screen().print(row(user.userId(), desk.people().nameOf(user.userId()),
                        state(user.status(), user.lastSeen())));
            });
        }
    }

    /// Watches users no longer.
    void unwatch(List<String> typed) {
        List<UserId> users = find(typed);
        if (!users.isEmpty()) {
            desk.client().unwatch(users);
            desk.say(Phrase.UNWATCHED, users.size());
        }
    }

    /// Sets how the user appears.
    void setStatus(Status status) {
        desk.client().setStatus(status);
        desk.say(Phrase.STATUS_SET, status == Status.INVISIBLE
                ? desk.texts().say(Phrase.STATUS_INVISIBLE) : word(status));
    }

    /// Shows who came, left or changed.
    void changed(Push.PresenceChanged changed, UserId self) {
        for (Push.PresenceChange change : changed.changes()) {
            desk.people().seen(change.userId(), change.userName());
            if (!change.userId().equals(self)) {
                show(change.userId(), change.userName(), change.status());
            }
        }
    }

    /// Shows what changed with the watched while the connection was lost.
    void watched(List<PresenceReply.WatchedUser> users) {
        users.forEach(user -> show(user.userId(), desk.people().nameOf(user.userId()),
                user.status()));
    }

    private void show(UserId user, String userName, Status now) {
        Status before = note(user, now);
        String name = HarmlessText.of(userName);
        if (now == before || (now == Status.OFFLINE && before == null)) {
            return;
        }
        if (now == Status.OFFLINE) {
            desk.say(Tone.NOTICE, Phrase.WENT, user, name);
        } else if (before == null && now == Status.ONLINE) {
            desk.say(Tone.NOTICE, Phrase.CAME, user, name);
        } else {
            desk.say(Tone.NOTICE, Phrase.CHANGED, user, name, word(now));
        }
    }

    private @Nullable Status note(UserId user, Status now) {
        return now == Status.OFFLINE ? known.remove(user) : known.put(user, now);
    }

    private List<PresenceReply.OnlineUser> online(String part, UserId self) {
        List<PresenceReply.OnlineUser> users = new ArrayList<>();
        @Nullable UserId after = null;
        known.clear();
        do {
            PresenceReply.OnlinePage page = desk.client().online(after, Limits.PAGE_PEOPLE_MAX);
            for (PresenceReply.OnlineUser user : page.users()) {
                known.put(user.userId(), user.status());
                desk.people().seen(user.userId(), user.userName());
                if (!user.userId().equals(self) && holds(user, part)) {
                    users.add(user);
                }
            }
            after = page.next();
            if (users.size() >= SHOWN_MAX && after != null) {
                desk.say(Phrase.ONLINE_MORE, page.total());
                break;
            }
        } while (after != null);
        return users;
    }

    private static boolean holds(PresenceReply.OnlineUser user, String part) {
        return user.userName().toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT))
                || user.userId().toString().contains(part);
    }

    private List<UserId> find(List<String> typed) {
        List<UserId> users = new ArrayList<>();
        for (String one : typed) {
            Optional<UserId> user = desk.people().find(one);
            if (user.isEmpty()) {
                desk.say(Tone.TROUBLE, Phrase.WHO_IS, HarmlessText.of(one));
                return List.of();
            }
            users.add(user.get());
        }
        return users;
    }

    private void learnNames(List<UserId> users) {
        List<UserId> unnamed = users.stream()
                .filter(user -> !desk.people().all().containsKey(user))
                .limit(Limits.USERS_MAX).toList();
        if (!unnamed.isEmpty()) {
            desk.client().users(unnamed)
                    .forEach(user -> desk.people().seen(user.userId(), user.userName()));
        }
    }

    private static String row(UserId user, String name, String rest) {
        return (Columns.pad(user.toString(), Math.max(ID_COLUMNS, user.toString().length()))
                + "  " + Columns.pad(HarmlessText.of(name), NAME_COLUMNS) + "  " + rest)
                .stripTrailing();
    }

    private String state(Status status, @Nullable Long lastSeen) {
        return word(status) + (lastSeen == null ? "" : ", " + desk.texts().say(Phrase.LAST_SEEN,
                ZonedDateTime.ofInstant(Instant.ofEpochMilli(lastSeen), desk.clock().getZone())
                        .format(LAST_SEEN)));
    }

    private String word(Status status) {
        return switch (status) {
            case BUSY -> desk.texts().say(Phrase.STATUS_BUSY);
            case AWAY -> desk.texts().say(Phrase.STATUS_AWAY);
            case OFFLINE, INVISIBLE -> desk.texts().say(Phrase.STATUS_OFFLINE);
            case ONLINE -> desk.texts().say(Phrase.STATUS_ONLINE);
        };
    }
}
