package im.throng.terminal.command;

import im.throng.protocol.message.Limits;
import im.throng.protocol.message.UserId;
import java.util.Locale;
import java.util.Optional;

/// Reads a line typed at the second menu: a number of the menu, or a word after a slash.
public final class CommandParser {

    private static final int ID_DIGITS_MAX = 16;

    private CommandParser() {}

    /// Returns the command of a line.
    public static Command parse(String line) {
        String text = line.strip();
        if (text.startsWith("/")) {
            return slash(text);
        }
        return switch (text) {
            case "", "?", "？" -> new Command.ShowMenu();
            case "1" -> new Command.ShowOnline();
            case "2" -> new Command.AskAndSay();
            case "3" -> new Command.ShowMessages(null);
            case "4" -> new Command.Leave();
            default -> new Command.WrongChoice();
        };
    }

    /// Reads an id; empty if it is none.
    public static Optional<UserId> parseId(String text) {
        String digits = text.strip();
        if (digits.isEmpty() || digits.length() > ID_DIGITS_MAX
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        long id = Long.parseLong(digits);
        return id < 1 || id > Limits.ID_MAX ? Optional.empty() : Optional.of(new UserId(id));
    }

    private static Command slash(String text) {
        String word = firstWord(text);
        String rest = text.substring(word.length()).strip();
        Command unknown = new Command.UnknownCommand(word);
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "/help" -> new Command.ShowMenu();
            case "/who" -> new Command.ShowOnline();
            case "/say" -> rest.isEmpty() ? new Command.AskAndSay() : new Command.Say(rest);
            case "/msg" -> tell(rest, unknown);
            case "/history" -> rest.isEmpty() ? new Command.ShowMessages(null)
                    : parseId(rest).<Command>map(Command.ShowMessages::new).orElse(unknown);
            case "/quit" -> new Command.Leave();
            case "/logout" -> new Command.Logout();
            default -> unknown;
        };
    }

    private static Command tell(String rest, Command unknown) {
        String id = firstWord(rest);
        String text = rest.substring(id.length()).strip();
        return text.isEmpty() ? unknown
                : parseId(id).<Command>map(to -> new Command.Tell(to, text)).orElse(unknown);
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }
}
