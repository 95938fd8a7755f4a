package im.throng.terminal.command;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The commands of the conversation, in the order in which help lists them.
public enum CommandWord {
    ALL("/all"),
    OPEN("/open", Argument.CHAT, "all"),
    CHATS("/chats"),
    NEXT("/next"),
    MORE("/more"),
    HISTORY("/history"),
    GOTO("/goto"),
    EDIT("/edit"),
    REPLY("/reply"),
    SAY("/say"),
    MSG("/msg", Argument.CHAT, ""),
    RETRY("/retry"),
    DISCARD("/discard"),
    READ("/read", Argument.CHAT, "all"),
    MUTE("/mute", Argument.WORD, "on off"),
    PIN("/pin", Argument.WORD, "on off"),
    GROUP("/group", Argument.GROUP, ""),
    WHO("/who", Argument.PERSON, ""),
    SEARCH_USER("/search-user"),
    WATCH("/watch", Argument.PEOPLE, ""),
    UNWATCH("/unwatch", Argument.PEOPLE, ""),
    STATUS("/status", Argument.WORD, "online busy away invisible"),
    PROFILE("/profile", Argument.WORD, "name sex bio"),
    PASSWORD("/password"),
    DEVICES("/devices", Argument.WORD, "revoke"),
    LANG("/lang", Argument.WORD, "zh en"),
    BELL("/bell", Argument.WORD, "on off"),
    NOTIFY("/notify", Argument.WORD, "off osc9 osc777"),
    MENU("/menu"),
    HELP("/help", Argument.COMMAND, ""),
    LOGOUT("/logout"),
    QUIT("/quit");

    private static final int DISTANCE_MAX = 2;

    private final String word;
    private final Argument argument;
    private final String choices;

    CommandWord(String word) {
        this(word, Argument.NONE, "");
    }

    CommandWord(String word, Argument argument, String choices) {
        this.word = word;
        this.argument = argument;
        this.choices = choices;
    }

    /// Returns what is typed, with its slash.
    public String word() {
        return word;
    }

    /// Returns what may follow, for completion.
    Argument argument() {
        return argument;
    }

    /// Returns the words that may follow.
    List<String> choices() {
        return choices.isEmpty() ? List.of() : List.of(choices.split(" "));
    }

    /// Finds a command by what was typed, without regard to case.
    static Optional<CommandWord> of(String typed) {
        String lower = typed.toLowerCase(Locale.ROOT);
        return Stream.of(values()).filter(one -> one.word.equals(lower)).findFirst();
    }

    /// Finds the command that was probably meant: one that begins so, or the most similar one.
    static Optional<CommandWord> nearest(String typed) {
        String lower = typed.toLowerCase(Locale.ROOT);
        if (lower.length() < 2) {
            return Optional.empty();
        }
        return Stream.of(values()).filter(one -> one.word.startsWith(lower)).findFirst()
                .or(() -> Stream.of(values())
                        .min(Comparator.comparingInt(one -> distance(lower, one.word)))
                        .filter(one -> distance(lower, one.word)
                                <= Math.min(DISTANCE_MAX, lower.length() - 2)));
    }

    /// Returns how many insertions, deletions, changes and swaps of neighbours lie between.
    private static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        Arrays.setAll(rows[0], j -> j);
        for (int i = 1; i <= a.length(); i++) {
            rows[i][0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                rows[i][j] = Math.min(rows[i - 1][j - 1] + change,
                        Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[a.length()][b.length()];
    }

    /// What may follow a command.
    enum Argument { NONE, WORD, PERSON, PEOPLE, CHAT, COMMAND, GROUP }
}
