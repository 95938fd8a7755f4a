package im.throng.terminal.screen;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.GroupEvent;
import im.throng.protocol.message.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// An entry as a line: as the original system wrote it, or briefly for a day of talk.
///
/// Threading: immutable.
///
/// @param clock tells the zone, and whether an entry is of today
public record EntryText(Texts texts, Clock clock) {

    private static final int NAME_COLUMNS = 18;
    private static final int NUMBER_COLUMNS = 4;
    private static final DateTimeFormatter BRIEF = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter BRIEF_EARLIER =
            DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter EARLIER =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /// Returns the line.
    ///
    /// @param self who reads it
    public String of(Entry entry, UserId self) {
        String name = HarmlessText.of(entry.fromName());
        String said = said(entry);
        String time = time(entry.at(), TODAY, EARLIER);
        boolean own = entry.from().equals(self);
        return switch (entry.conversation()) {
            case ConversationName.All _ ->
                    texts.say(Phrase.SAID_TO_ALL, time, name, entry.from(), said);
            case ConversationName.Direct(UserId peer) when own ->
                    texts.say(Phrase.SAID_TO_ONE, time, name, entry.from(), peer, said);
            case ConversationName.Direct _ ->
                    texts.say(Phrase.SAID_TO_YOU, time, name, entry.from(), said);
            case ConversationName.Group group ->
                    texts.say(Phrase.SAID_TO_ONE, time, name, entry.from(), group.text(), said);
        };
    }

    /// Returns the brief line: time, a star if it is for the reader, number, sender, text.
    ///
    /// @param open    the conversation the reader has open, which the line need not name
    /// @param isForMe whether the reader is addressed
    public String brief(Entry entry, ConversationName open, boolean isForMe) {
        String said = said(entry);
        String where = entry.conversation().equals(open) ? ""
                : "[" + entry.conversation().text() + "] ";
        return time(entry.at(), BRIEF, BRIEF_EARLIER) + (isForMe ? "*" : " ")
                + number(entry.seq()) + Columns.pad(sender(entry), NAME_COLUMNS) + " " + where
                + said;
    }

    /// Returns what an entry says, without when and by whom.
    public String said(Entry entry) {
        return switch (entry.body()) {
            case EntryBody.Text text -> (text.replyTo() == null ? ""
                    : "↩#" + text.replyTo() + " ") + HarmlessText.of(text.text());
            case EntryBody.Event(GroupEvent event) ->
                    new EventText(texts, clock).of(event, entry.from());
            case EntryBody.Unknown(String kind) ->
                    texts.say(Phrase.EVENT_UNKNOWN, HarmlessText.of(kind));
        };
    }

    private static String number(long seq) {
        String number = "#" + seq;
        return Columns.pad(number, Math.max(NUMBER_COLUMNS, number.length())) + " ";
    }

    /// The id tells apart who has the same name, so the name is cut rather than the id.
    private static String sender(Entry entry) {
        String id = "(" + entry.from() + ")";
        return Columns.cut(HarmlessText.of(entry.fromName()),
                Math.max(1, NAME_COLUMNS - id.length())) + id;
    }

    private String time(long at, DateTimeFormatter today, DateTimeFormatter earlier) {
        ZonedDateTime then = Instant.ofEpochMilli(at).atZone(clock.getZone());
        boolean isToday = then.toLocalDate().equals(LocalDate.now(clock));
        return then.format(isToday ? today : earlier);
    }
}
