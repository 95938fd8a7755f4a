package im.throng.terminal;

import im.throng.client.store.StoreException;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.User;
import im.throng.terminal.command.CommandParser;
import im.throng.terminal.screen.Columns;
import im.throng.terminal.screen.EntryText;
import im.throng.terminal.screen.HarmlessText;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Tone;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says things, shows what others say, lists what was said.
///
/// Saying does not wait: what is said while the connection is lost goes out when it is back, and
/// the line that confirms or fails it comes then. What others say in a conversation that is not
/// open is told in a short notice.
///
/// Threading: the main thread asks, the listening thread tells; what shows entries is guarded by
/// this object, the rest guards itself.
final class ChatController {

    private static final Duration SETTLED = Duration.ofSeconds(60);
    private static final int NOTICE_COLUMNS = 79;

    private final Desk desk;
    private final Unread unread;
    private final EntryText entries;
    private final ShownEntries shown = new ShownEntries();
    private final Notices notices;
    private final Alerts alerts;
    private final Mailbag mailbag;
    private volatile long quietUntil;

    ChatController(Desk desk, Unread unread, Mailbag mailbag) {
        this.desk = desk;
        this.unread = unread;
        this.entries = new EntryText(desk.texts(), desk.clock());
        this.notices = new Notices(desk.clock());
        this.alerts = new Alerts(desk, entries);
        this.mailbag = mailbag;
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

    /// Says something; whether it succeeded is told later.
    void say(ConversationName to, String text) {
        say(to, text, null);
    }

    /// Says something.
    ///
    /// @param replyTo the number of the entry it answers; null for none
    void say(ConversationName to, String text, @Nullable Long replyTo) {
        if (text.isBlank()) {
            desk.say(Phrase.SAID_NOTHING);
            return;
        }
        mailbag.post(to,
                new EntryBody.Text(text, replyTo, desk.people().mentionedIn(text)));
    }

    /// Shows an entry that arrived, unless a page has shown it already. It waits for a page that is
    /// being shown, so that it comes behind it.
    synchronized void arrived(Entry entry, User self) {
        ConversationName conversation = entry.conversation();
        desk.people().seen(entry.from(), entry.fromName());
        if (shown.isListed(conversation, entry.seq())) {
            return;
        }
        boolean isForMe = People.isFor(self, entry);
        boolean isOfBefore = entry.at() <= quietUntil;
        if (desk.view().shows(conversation)) {
            if (isOfBefore && desk.view().isMenu()) {
                return; // What was missed is listed at the start, not told piece by piece.
            }
            print(entry, self);
            shown.shown(conversation, entry.seq());
            if (isForMe) {
                alerts.isFor(entry);
            }
        } else if (!isOfBefore && !entry.from().equals(self.userId())
                && (isForMe || !unread.isMuted(conversation))) {
            notices.arrived(entry, isForMe).ifPresent(this::tell);
            if (isForMe) {
                alerts.isFor(entry);
            }
        }
    }

    /// Tells that entries are left out, if the conversation is before the user's eyes.
    void skipped(ConversationName conversation, long after, long before) {
        if (!desk.view().isMenu() && conversation.equals(desk.view().open()) && after > 0) {
            desk.say(Tone.NOTICE, Phrase.SKIPPED, conversation.text(), after + 1, before - 1);
        }
    }

    /// Lists the newest messages to all, as the menu does.
    void list(User self) {
        List<Entry> newest = read(ConversationName.ALL, CommandParser.LISTED);
        desk.say(Phrase.MESSAGE_LIST);
        show(ConversationName.ALL, newest, self);
    }

    /// Lists the newest messages of the open conversation.
    void history(int count, User self) {
        ConversationName open = desk.view().open();
        show(open, read(open, Math.min(count, Limits.PAGE_ENTRIES_MAX)), self);
    }

    /// Shows a page that ends with the newest entry.
    synchronized void show(ConversationName conversation, List<Entry> page, User self) {
        if (page.isEmpty()) {
            desk.say(Phrase.MESSAGES_NONE);
        } else {
            shown.listed(conversation, page.getLast().seq());
        }
        notices.forget(conversation);
        page.forEach(entry -> print(entry, self));
    }

    /// Opens a conversation with a page of it, which ends with its newest entry.
    ///
    /// @param print prints the page
    synchronized void open(ConversationName conversation, List<Entry> page, Runnable print) {
        if (!page.isEmpty()) {
            shown.listed(conversation, page.getLast().seq());
        }
        notices.forget(conversation);
        desk.view().open(conversation);
        print.run();
    }

    /// Prints an entry.
    void print(Entry entry, User self) {
        boolean isForMe = People.isFor(self, entry);
        desk.people().seen(entry.from(), entry.fromName());
        boolean isPlain = !isForMe || (!desk.view().isMenu()
                && entry.conversation() instanceof ConversationName.Direct);
        desk.screen().print(isPlain ? Tone.PLAIN : Tone.FOR_ME, line(entry, self));
    }

    /// Is quiet of what was said before, which is listed as unread.
    ///
    /// @param serverTime the server's time of the login, milliseconds since the epoch
    void quietUntil(long serverTime) {
        quietUntil = serverTime;
    }

    /// Tells what waited, and marks as read what was shown.
    void tick() {
        notices.due().forEach(this::tell);
        mailbag.tick();
        markShown();
    }

    /// Begins anew for another user, or after another history.
    void forget() {
        shown.clear();
        notices.clear();
    }

    /// Waits until everything that was said is stored or refused, a minute at most.
    ///
    /// @return whether all of it is stored, from the beginning
    boolean settle() {
        mailbag.settle(SETTLED);
        return mailbag.isAllStored();
    }

    /// Waits for the same, but no longer than this.
    void settle(Duration longest) {
        mailbag.settle(longest);
    }

    /// Marks as read what was shown; the server learns of it sooner or later.
    void markShown() {
        try {
            shown.takeMarks().forEach(desk.client().cache()::markRead);
        } catch (StoreException notNow) {
            desk.say(Tone.TROUBLE, Phrase.STORE_TROUBLE, HarmlessText.of(notNow.words()));
        }
    }

    private void tell(Notices.Notice notice) {
        Entry last = notice.last();
        String name = last.conversation().text();
        String title = last.conversation() instanceof ConversationName.Group
                ? unread.titles().getOrDefault(name, "") : "";
        String said = HarmlessText.of(last.fromName()) + ": " + entries.said(last);
        String mark = notice.isForMe() ? "*" : "·";
        String where = title.isEmpty() || title.equals(name) ? name
                : name + " " + HarmlessText.of(title);
        String line = notice.count() == 1 ? desk.texts().say(Phrase.NEWS, mark, where, said)
                : desk.texts().say(Phrase.NEWS_MANY, mark, where, notice.count(), said);
        desk.screen().print(notice.isForMe() ? Tone.FOR_ME : Tone.NOTICE,
                Columns.cut(line, NOTICE_COLUMNS));
    }

    /// Reads the newest entries; without a connection those that are kept here.
    private List<Entry> read(ConversationName conversation, int count) {
        return desk.view().isAway()
                ? desk.client().cache().entries(conversation, null, count).entries()
                : desk.client().history(conversation, new HistoryRange.Newest(), count).entries();
    }

    private String line(Entry entry, User self) {
        return desk.view().isMenu() ? entries.of(entry, self.userId())
                : entries.brief(entry, desk.view().open(), People.isFor(self, entry));
    }
}
