package im.throng.terminal.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What may follow `/group`, in the order in which help lists it.
public enum GroupWord {
    CREATE(After.SOMETHING, Completed.PEOPLE),
    INFO(After.NOTHING, Completed.NOTHING),
    MEMBERS(After.NOTHING, Completed.NOTHING),
    ADD(After.SOMETHING, Completed.PEOPLE),
    REMOVE(After.SOMETHING, Completed.PEOPLE),
    JOIN(After.PERHAPS, Completed.NOTHING),
    LEAVE(After.NOTHING, Completed.NOTHING),
    DISSOLVE(After.PERHAPS, Completed.NOTHING),
    ROLE(After.SOMETHING, Completed.PEOPLE, "owner admin member"),
    MUTE(After.SOMETHING, Completed.PEOPLE, "all"),
    RENAME(After.SOMETHING, Completed.NOTHING),
    NOTICE(After.PERHAPS, Completed.NOTHING),
    POLICY(After.SOMETHING, Completed.NOTHING, "open approve invite"),
    LINK(After.PERHAPS, Completed.NOTHING, "revoke"),
    REQUESTS(After.NOTHING, Completed.NOTHING),
    ACCEPT(After.SOMETHING, Completed.PEOPLE),
    REJECT(After.SOMETHING, Completed.PEOPLE);

    private final After after;
    private final Completed completed;
    private final String choices;

    GroupWord(After after, Completed completed) {
        this(after, completed, "");
    }

    GroupWord(After after, Completed completed, String choices) {
        this.after = after;
        this.completed = completed;
        this.choices = choices;
    }

    /// Returns what is typed.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Returns the words that may follow.
    List<String> choices() {
        return choices.isEmpty() ? List.of() : List.of(choices.split(" "));
    }

    /// Tells whether users may follow.
    boolean namesPeople() {
        return completed == Completed.PEOPLE;
    }

    /// Tells whether what follows can be right.
    boolean fits(String rest) {
        return switch (after) {
            case NOTHING -> rest.isEmpty();
            case PERHAPS -> true;
            case SOMETHING -> !rest.isEmpty();
        };
    }

    /// Finds a word by what was typed, without regard to case.
    static Optional<GroupWord> of(String typed) {
        return Stream.of(values()).filter(one -> one.word().equalsIgnoreCase(typed)).findFirst();
    }

    private enum After { NOTHING, PERHAPS, SOMETHING }

    private enum Completed { NOTHING, PEOPLE }
}
