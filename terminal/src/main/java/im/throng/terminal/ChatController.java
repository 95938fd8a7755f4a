package im.throng.terminal;

import im.throng.client.ClientException;
import im.throng.client.RefusedException;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.terminal.command.CommandParser;
import im.throng.terminal.screen.EntryText;
import im.throng.terminal.screen.HarmlessText;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Tone;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Says things, shows what others say, lists what was said.
///
/// Saying does not wait: what is said while the connection is lost goes out when it is back, and
/// the line that confirms or fails it comes then.
///
/// Threading: the main thread asks, the listening thread tells; what they share guards itself.
final class ChatController {

    private static final int OPENED = 10;
    private static final int CONVERSATIONS = 50;
    private static final String DIRECT_PREFIX = "u:";

    private final Desk desk;
    private final EntryText entries;
    private final ShownEntries shown = new ShownEntries();
    private int underWay;
    private volatile boolean failed;

    ChatController(Desk desk) {
        this.desk = desk;
        this.entries = new EntryText(desk.texts(), desk.clock());
    }

    /// Asks what to say to all.
    ///
    /// @return false at the end of input
    boolean askAndSay() {
        desk.say(Phrase.ASK_SAY);
        String text = desk.screen().readLine("> ");
        if (text == null) {
            return false;
        }
        say(ConversationName.ALL, text);
        return true;
    }

    /// Says something to one user.
    void tell(String to, String text) {
        conversation(to).ifPresent(conversation -> say(conversation, text));
    }

    /// Says something; whether it succeeded is told later.
    void say(ConversationName to, String text) {
        if (text.isBlank()) {
            desk.say(Phrase.SAID_NOTHING);
            return;
        }
        begun();
        var _ = desk.client().request(new ChatRequest.SendMessage(to, desk.client().newKey(),
                        new EntryBody.Text(text, null, desk.people().mentionedIn(text))))
                .whenComplete((reply, fault) -> {
                    tell(text, reply, fault);
                    ended(reply instanceof ChatReply.Sent);
                });
    }

    /// Opens a conversation, if the server has it, and shows its newest messages.
    void open(String name, User self) {
        Optional<ConversationName> found = conversation(name);
        if (found.isEmpty()) {
            return;
        }
        try {
            List<Entry> newest = read(found.get(), OPENED);
            desk.view().open(found.get());
            show(newest, self);
        } catch (RefusedException refused) {
            if (refused.code() != ErrorCode.NOT_FOUND) {
                throw refused;
            }
            desk.say(Tone.TROUBLE, Phrase.NO_CONVERSATION);
        }
    }

    /// Shows an entry that arrived, unless a list has shown it already.
    void arrived(Entry entry, User self) {
        desk.people().seen(entry.from(), entry.fromName());
        if (!shown.add(entry.conversation(), entry.seq())) {
            return;
        }
        boolean isForMe = People.isFor(self, entry);
        desk.screen().print(isForMe ? Tone.FOR_ME : Tone.PLAIN, line(entry, self));
        if (isForMe && desk.view().bell()) {
            desk.screen().ring();
        }
    }

    /// Lists the newest messages to all, as the menu does.
    void list(User self) {
        List<Entry> newest = read(ConversationName.ALL, CommandParser.LISTED);
        desk.say(Phrase.MESSAGE_LIST);
        show(newest, self);
    }

    /// Lists the newest messages of the open conversation.
    void history(int count, User self) {
        show(read(desk.view().open(), Math.min(count, Limits.PAGE_ENTRIES_MAX)), self);
    }

    /// Tells what was said while the user was away.
    void tellUnread() {
        for (ChatReply.ConversationView view
                : desk.client().conversations(null, CONVERSATIONS).conversations()) {
            if (view.unread() > 0) {
                switch (view.conversation()) {
                    case ConversationName.All _ ->
                            desk.say(Tone.NOTICE, Phrase.UNREAD_ALL, view.unread());
                    case ConversationName.Direct(UserId peer) ->
                            desk.say(Tone.FOR_ME, Phrase.UNREAD_FROM, view.unread(), peer,
                                    HarmlessText.of(view.title()), peer);
                    case ConversationName.Group _ -> { }
                }
            }
        }
    }

    /// Begins anew for another user, or after another history.
    void forget() {
        shown.clear();
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
        shown.newest().forEach(desk.client()::markRead);
        shown.clear();
    }

    private List<Entry> read(ConversationName conversation, int count) {
        return desk.client().history(conversation, new HistoryRange.Newest(), count).entries();
    }

    private void show(List<Entry> page, User self) {
        if (page.isEmpty()) {
            desk.say(Phrase.MESSAGES_NONE);
        }
        // Noted before they are printed, so that an arrival of the same moment is not printed too.
        page.forEach(entry -> shown.add(entry.conversation(), entry.seq()));
        for (Entry entry : page) {
            desk.people().seen(entry.from(), entry.fromName());
            desk.screen().print(People.isFor(self, entry) ? Tone.FOR_ME : Tone.PLAIN,
                    line(entry, self));
        }
    }

    private String line(Entry entry, User self) {
        return desk.view().isMenu() ? entries.of(entry, self.userId())
                : entries.brief(entry, desk.view().open(), People.isFor(self, entry));
    }

    private Optional<ConversationName> conversation(String name) {
        if (name.equalsIgnoreCase("all")) {
            return Optional.of(ConversationName.ALL);
        }
        String person = name.startsWith(DIRECT_PREFIX)
                ? name.substring(DIRECT_PREFIX.length()) : name;
        Optional<ConversationName> found =
                desk.people().find(person).map(ConversationName.Direct::new);
        if (found.isEmpty()) {
            desk.say(Tone.TROUBLE, Phrase.WHO_IS, HarmlessText.of(name));
        }
        return found;
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
            desk.say(Tone.NOTICE, Phrase.SENT, sent.seq());
            shown.add(sent.conversation(), sent.seq());
            return;
        }
        desk.say(Tone.TROUBLE, Phrase.SEND_FAILED, why(reply, fault), HarmlessText.of(text));
    }

    private String why(@Nullable Reply reply, @Nullable Throwable fault) {
        if (reply instanceof Reply.Refused refused) {
            return desk.troubles().of(new RefusedException(refused));
        }
        Throwable cause = fault instanceof CompletionException ? fault.getCause() : fault;
        return cause instanceof ClientException trouble ? desk.troubles().of(trouble)
                : String.valueOf(cause);
    }
}
