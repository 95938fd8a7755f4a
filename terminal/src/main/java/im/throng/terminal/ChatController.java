package im.throng.terminal;

import im.throng.client.ClientException;
import im.throng.client.RefusedException;
import im.throng.client.ThrongClient;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.UserId;
import im.throng.terminal.screen.EntryText;
import im.throng.terminal.screen.HarmlessText;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Screen;
import im.throng.terminal.screen.Texts;
import im.throng.terminal.screen.TroubleText;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Says things, shows what others say, lists what was said.
///
/// Saying does not wait: what is said while the connection is lost goes out when it is back, and
/// the line that confirms or fails it comes then.
///
/// Threading: the main thread asks, the listening thread tells; what they share guards itself.
final class ChatController {

    private static final int LISTED = 20;
    private static final int CONVERSATIONS = 50;

    private final ThrongClient client;
    private final Screen screen;
    private final Texts texts;
    private final EntryText entries;
    private final TroubleText troubles;
    private final Map<ConversationName, Long> shown = new ConcurrentHashMap<>();
    private int underWay;
    private volatile boolean failed;

    ChatController(ThrongClient client, Screen screen, Texts texts, Clock clock) {
        this.client = client;
        this.screen = screen;
        this.texts = texts;
        this.entries = new EntryText(texts, clock);
        this.troubles = new TroubleText(texts);
    }

    /// Asks what to say to all.
    ///
    /// @return false at the end of input
    boolean askAndSay() {
        screen.print(texts.say(Phrase.ASK_SAY));
        String text = screen.read(true);
        if (text == null) {
            return false;
        }
        say(ConversationName.ALL, text);
        return true;
    }

    /// Says something; whether it succeeded is told later.
    void say(ConversationName to, String text) {
        if (text.isBlank()) {
            screen.print(texts.say(Phrase.SAID_NOTHING));
            return;
        }
        begun();
        var _ = client.request(new ChatRequest.SendMessage(to, client.newKey(),
                        new EntryBody.Text(text, null, Mentions.NONE)))
                .whenComplete((reply, fault) -> {
                    tell(text, reply, fault);
                    ended(reply instanceof ChatReply.Sent);
                });
    }

    /// Shows an entry that arrived.
    void arrived(Entry entry, UserId self) {
        screen.print(entries.of(entry, self));
        shown.merge(entry.conversation(), entry.seq(), Math::max);
    }

    /// Lists the newest messages of a conversation.
    void list(ConversationName conversation, UserId self) {
        screen.print(texts.say(Phrase.MESSAGE_LIST));
        ChatReply.HistoryPage page =
                client.history(conversation, new HistoryRange.Newest(), LISTED);
        if (page.entries().isEmpty()) {
            screen.print(texts.say(Phrase.MESSAGES_NONE));
        }
        page.entries().forEach(entry -> screen.print(entries.of(entry, self)));
        shown.merge(conversation, page.head(), Math::max);
    }

    /// Tells what was said while the user was away.
    void tellUnread() {
        for (ChatReply.ConversationView view
                : client.conversations(null, CONVERSATIONS).conversations()) {
            if (view.unread() > 0) {
                switch (view.conversation()) {
                    case ConversationName.All _ ->
                            screen.print(texts.say(Phrase.UNREAD_ALL, view.unread()));
                    case ConversationName.Direct(UserId peer) ->
                            screen.print(texts.say(Phrase.UNREAD_FROM, view.unread(), peer,
                                    HarmlessText.of(view.title()), peer));
                    case ConversationName.Group _ -> { }
                }
            }
        }
    }

    /// Waits until everything that was said has succeeded or failed, which ends by itself: each
    /// message has its timeout.
    ///
    /// @return whether all of it succeeded, from the beginning
    boolean settle() {
        settle(Duration.ofDays(1));
        return !failed;
    }

    /// Waits for the same, but no longer than this.
    synchronized void settle(Duration longest) {
        try {
            long leftNanos = longest.toNanos();
            long until = System.nanoTime() + leftNanos;
            while (underWay > 0 && leftNanos > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
                leftNanos = until - System.nanoTime();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Marks as read what was shown.
    void markShown() {
        shown.forEach((conversation, seq) -> {
            if (seq > 0) {
                client.markRead(conversation, seq);
            }
        });
        shown.clear();
    }

    private synchronized void begun() {
        underWay++;
    }

    private synchronized void ended(boolean succeeded) {
        underWay--;
        failed |= !succeeded;
        notifyAll();
    }

    private void tell(String text, @Nullable Reply reply, @Nullable Throwable fault) {
        if (reply instanceof ChatReply.Sent sent) {
            screen.print(texts.say(Phrase.SENT, sent.seq()));
            shown.merge(sent.conversation(), sent.seq(), Math::max);
            return;
        }
        screen.print(texts.say(Phrase.SEND_FAILED, why(reply, fault), HarmlessText.of(text)));
    }

    private String why(@Nullable Reply reply, @Nullable Throwable fault) {
        if (reply instanceof Reply.Refused refused) {
            return troubles.of(new RefusedException(refused));
        }
        Throwable cause = fault instanceof CompletionException ? fault.getCause() : fault;
        return cause instanceof ClientException trouble ? troubles.of(trouble)
                : String.valueOf(cause);
    }
}
