package im.throng.terminal.screen;

import im.throng.client.store.CachedConversation;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// A conversation as a line of the list: its name, what is unread (`@` if somebody calls the user),
/// title, newest message or draft.
///
/// Threading: immutable.
///
/// @param clock tells the zone, and whether a message is of today
public record ConversationText(Texts texts, Clock clock) {

    private static final int LINE_COLUMNS = 79;
    private static final int NAME_COLUMNS = 8;
    private static final int UNREAD_COLUMNS = 5;
    private static final int TITLE_COLUMNS = 18;
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("MM-dd");

    /// Returns the line.
    ///
    /// @param isOpen whether it is the conversation that is open
    public String of(CachedConversation one, boolean isOpen) {
        String name = one.conversation().text();
        String line = (isOpen ? ">" : " ")
                + Columns.pad(name, Math.max(NAME_COLUMNS, name.length())) + " "
                + Columns.pad(unread(one), UNREAD_COLUMNS) + " "
                + Columns.pad(title(one), TITLE_COLUMNS) + " " + marks(one) + newest(one);
        return Columns.cut(line, LINE_COLUMNS).stripTrailing();
    }

    /// Returns what a conversation is called.
    public String title(CachedConversation one) {
        return one.conversation() instanceof ConversationName.All
                ? texts.say(Phrase.CHAT_EVERYBODY) : HarmlessText.of(one.title());
    }

    private static String unread(CachedConversation one) {
        return (one.mentioned() ? "@" : "") + (one.unread() == 0 ? "" : one.unread());
    }

    private String marks(CachedConversation one) {
        List<String> marks = new ArrayList<>();
        if (one.pinned()) {
            marks.add(texts.say(Phrase.CHAT_PINNED));
        }
        if (one.muted()) {
            marks.add(texts.say(Phrase.CHAT_MUTED));
        }
        return marks.isEmpty() ? "" : "(" + String.join(", ", marks) + ") ";
    }

    private String newest(CachedConversation one) {
        if (!one.draft().isEmpty()) {
            return texts.say(Phrase.CHAT_DRAFT, HarmlessText.of(one.draft()));
        }
        Entry last = one.last();
        if (last == null) {
            return "";
        }
        String said = new EntryText(texts, clock).said(last);
        return time(last.at()) + " " + (one.conversation() instanceof ConversationName.Direct(
                var peer) && last.from().equals(peer) ? ""
                : HarmlessText.of(last.fromName()) + ": ") + said;
    }

    private String time(long at) {
        ZonedDateTime then = Instant.ofEpochMilli(at).atZone(clock.getZone());
        return then.format(then.toLocalDate().equals(LocalDate.now(clock)) ? TODAY : EARLIER);
    }
}
