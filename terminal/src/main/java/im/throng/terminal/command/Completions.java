package im.throng.terminal.command;

import im.throng.protocol.message.UserId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What the word being typed may become: commands, the words that may follow them, users seen,
/// conversations.
///
/// A user is offered by id, with the name beside it, and by name where the name is one word.
///
/// Threading: immutable; `people` is asked at each call.
///
/// @param people the users seen, with their names
/// @param chats  the names of conversations, with their titles
/// @param notes  explains a command in few words
public record Completions(Supplier<Map<UserId, String>> people,
                          Supplier<Map<String, String>> chats,
                          Function<CommandWord, String> notes) {

    /// Returns the candidates for the last word of what was typed, each with a note on it.
    public Map<String, String> of(String typed) {
        Map<String, String> found = new LinkedHashMap<>();
        int start = Math.max(typed.lastIndexOf(' '), typed.lastIndexOf('\t')) + 1;
        String last = typed.substring(start);
        String before = typed.substring(0, start).strip();
        if (before.isEmpty() && last.startsWith("/")) {
            commands(last, found);
        } else if (CommandParser.isCommand(typed)) {
            arguments(before.split("\\s+"), last, found);
        } else if (last.startsWith("@")) {
            mentions(last, found);
        }
        return found;
    }

    private void commands(String last, Map<String, String> found) {
        for (CommandWord word : CommandWord.values()) {
            offer(word.word(), notes.apply(word), last, found);
        }
    }

    private void arguments(String[] before, String last, Map<String, String> found) {
        CommandWord word = CommandWord.of(before[0]).orElse(null);
        if (word == null) {
            return;
        }
        boolean isFirst = before.length == 1;
        if (isFirst) {
            word.choices().forEach(choice -> offer(choice, "", last, found));
        }
        switch (word.argument()) {
            case PERSON -> {
                if (isFirst) {
                    persons(last, found);
                }
            }
            case PEOPLE -> persons(last, found);
            case CHAT -> {
                if (isFirst) {
                    conversations(last, found);
                }
            }
            case GROUP -> groups(before, last, found);
            case COMMAND -> commands(last.startsWith("/") ? last : "/" + last, found);
            case WORD -> {
                if (word == CommandWord.DEVICES && before.length == 2) {
                    offer("others", "", last, found);
                }
            }
            case NONE -> { }
        }
    }

    private void conversations(String last, Map<String, String> found) {
        chats.get().forEach((name, title) -> {
            offer(name, title, last, found);
            if (!last.isEmpty() && isOneWord(title)) {
                offer(title, name, last, found);
            }
        });
        persons(last, found);
    }

    private void groups(String[] before, String last, Map<String, String> found) {
        if (before.length == 1) {
            Stream.of(GroupWord.values()).forEach(word -> offer(word.word(), "", last, found));
            return;
        }
        GroupWord.of(before[1]).ifPresent(word -> {
            word.choices().forEach(choice -> offer(choice, "", last, found));
            if (word.namesPeople()) {
                persons(last, found);
            }
        });
    }

    private void persons(String last, Map<String, String> found) {
        people.get().forEach((id, name) -> {
            offer(id.toString(), name, last, found);
            if (!last.isEmpty() && isOneWord(name)) {
                offer(name, id.toString(), last, found);
            }
        });
    }

    private void mentions(String last, Map<String, String> found) {
        people.get().forEach((id, name) -> {
            offer("@" + id, name, last, found);
            if (isOneWord(name)) {
                offer("@" + name, id.toString(), last, found);
            }
        });
    }

    private static boolean isOneWord(String name) {
        return !name.isEmpty() && name.chars().noneMatch(Character::isWhitespace);
    }

    private static void offer(String candidate, String note, String last,
                              Map<String, String> found) {
        if (candidate.toLowerCase(Locale.ROOT).startsWith(last.toLowerCase(Locale.ROOT))) {
            found.putIfAbsent(candidate, note);
        }
    }
}
