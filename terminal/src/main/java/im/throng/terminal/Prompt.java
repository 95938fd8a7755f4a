package im.throng.terminal;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.UserId;
import im.throng.terminal.screen.Columns;
import im.throng.terminal.screen.HarmlessText;
import im.throng.terminal.screen.Phrase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// What stands before the line being typed: the open conversation, who is writing in it or has read
/// what the user said last, what is unread elsewhere, and whether the connection is lost.
///
/// Threading: immutable; what it looks at guards itself.
record Prompt(Desk desk, Traffic traffic) {

    private static final String MENU = "> ";
    private static final int NAMES_COLUMNS = 16;

    /// Returns it as it is now.
    String text() {
        if (desk.view().isMenu()) {
            return MENU;
        }
        ConversationName open = desk.view().open();
        List<String> parts = new ArrayList<>(List.of(open.text()));
        if (desk.view().isAway()) {
            parts.add(desk.texts().say(Phrase.PROMPT_AWAY));
        }
        List<UserId> writing = traffic.writers().in(open);
        if (!writing.isEmpty()) {
            parts.add(desk.texts().say(Phrase.PROMPT_WRITING, names(writing)));
        }
        traffic.readNews().of(open).ifPresent(news -> parts.add(
                desk.texts().say(Phrase.PROMPT_READ, names(news.readers()), news.seq())));
        Unread.Count elsewhere = traffic.unread().elsewhere(open);
        if (elsewhere.messages() > 0) {
            parts.add(desk.texts().say(Phrase.PROMPT_UNREAD, elsewhere.messages(),
                    elsewhere.conversations()));
        }
        if (elsewhere.mentioned()) {
            parts.add(desk.texts().say(Phrase.PROMPT_MENTION));
        }
        return (parts.size() == 1 ? parts.getFirst() : "[" + String.join(" | ", parts) + "]")
                + MENU;
    }

    /// Returns the title of the window: the open conversation, behind what is unread elsewhere.
    String title() {
        String where = desk.view().isMenu() ? "" : " " + traffic.unread().nameOf(
                desk.view().open());
        Unread.Count elsewhere = traffic.unread().elsewhere(desk.view().open());
        String unread = elsewhere.messages() == 0 ? ""
                : "(" + (elsewhere.mentioned() ? "@" : "") + elsewhere.messages() + ") ";
        String away = desk.view().isAway() ? " - " + desk.texts().say(Phrase.PROMPT_AWAY) : "";
        return unread + "Throng" + where + away;
    }

    private String names(Collection<UserId> users) {
        return Columns.cut(users.stream()
                .map(user -> HarmlessText.of(desk.people().nameOf(user)))
                .collect(Collectors.joining(", ")), NAMES_COLUMNS);
    }
}
