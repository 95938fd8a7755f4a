package im.throng.terminal.screen;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// An entry as a line.
///
/// Threading: immutable.
///
/// @param clock tells the zone, and whether an entry is of today
public record EntryText(Texts texts, Clock clock) {

    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter EARLIER =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /// Returns the line.
    ///
    /// @param self who reads it
    public String of(Entry entry, UserId self) {
        String name = HarmlessText.of(entry.fromName());
        String said = switch (entry.body()) {
            case EntryBody.Text text -> HarmlessText.of(text.text());
        };
        String time = time(entry.at());
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

    private String time(long at) {
        ZonedDateTime then = Instant.ofEpochMilli(at).atZone(clock.getZone());
        boolean isToday = then.toLocalDate().equals(LocalDate.now(clock));
        return then.format(isToday ? TODAY : EARLIER);
    }
}
