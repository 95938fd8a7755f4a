package im.throng.terminal.command;

import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Status;
import im.throng.protocol.message.UserId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a line: a number of the second menu, a command after a slash, the number of a message
/// after `#`, or a text.
///
/// A line that begins with one slash is a command or a mistake, never a text: `//` begins a text
/// that begins with a slash. The slash may be the wide one of Chinese keyboards.
public final class CommandParser {

    /// How many messages are listed if nobody says how many.
    public static final int LISTED = 20;

    private static final String GROUP_PREFIX = "g:";
    private static final int ID_DIGITS_MAX = 16;
    private static final int NUMBER_DIGITS_MAX = 4;

    private CommandParser() {}

    /// Returns the command of a line.
    public static Command parse(String line) {
        String text = line.strip();
        if (isCommand(text)) {
            return slash('/' + text.substring(1));
        }
        return switch (text) {
            case "" -> new Command.Nothing();
            case "1" -> new Command.ShowOnline();
            case "2" -> new Command.AskAndSay();
            case "3" -> new Command.ShowMessages();
            case "4" -> new Command.Leave();
            default -> goTo(text).orElseGet(() -> new Command.Text(
                    text.startsWith("//") || text.startsWith("／／") ? text.substring(1) : text));
        };
    }

    /// Tells whether a line is a command, or a mistyped one, rather than a choice or a text.
    public static boolean isCommand(String line) {
        String text = line.strip();
        return (text.startsWith("/") && !text.startsWith("//"))
                || (text.startsWith("／") && !text.startsWith("／／"));
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
        String typed = firstWord(text);
        String rest = text.substring(typed.length()).strip();
        Optional<CommandWord> word = CommandWord.of(typed);
        return word.isPresent()
                ? command(word.get(), rest).orElseGet(() -> new Command.WrongUse(word.get()))
                : new Command.UnknownCommand(typed, CommandWord.nearest(typed).orElse(null));
    }

    /// Returns the command; empty if what follows the word does not fit it.
    private static Optional<Command> command(CommandWord word, String rest) {
        return switch (word) {
            case ALL -> alone(rest, new Command.Open("all"));
            case OPEN -> filled(rest, new Command.Open(rest));
            case CHATS -> alone(rest, new Command.ShowChats());
            case NEXT -> alone(rest, new Command.OpenNext());
            case MORE -> alone(rest, new Command.ShowMore());
            case GOTO -> seq(rest).map(Command.GoTo::new);
            case EDIT -> alone(rest, new Command.Edit());
            case REPLY -> reply(rest);
            case RETRY -> rest.isEmpty() ? Optional.of(new Command.Retry(null))
                    : seq(rest).map(Command.Retry::new);
            case DISCARD -> seq(rest).map(Command.Discard::new);
            case READ -> Optional.of(new Command.MarkRead(rest));
            case MUTE -> onOff(rest, Command.Mute::new);
            case PIN -> onOff(rest, Command.Pin::new);
            case GROUP -> Optional.of(group(rest));
            case HISTORY -> rest.isEmpty() ? Optional.of(new Command.History(LISTED))
                    : number(rest, Limits.PAGE_ENTRIES_MAX).map(Command.History::new);
            case SAY -> Optional.of(rest.isEmpty() ? new Command.AskAndSay()
                    : new Command.Say(rest));
            case MSG -> tell(rest);
            case WHO -> Optional.of(new Command.Who(rest));
            case SEARCH_USER -> filled(rest, new Command.SearchUser(rest));
            case WATCH -> filled(rest, new Command.Watch(words(rest)));
            case UNWATCH -> filled(rest, new Command.Unwatch(words(rest)));
            case STATUS -> status(rest).map(Command.SetStatus::new);
            case PROFILE -> profile(rest);
            case PASSWORD -> alone(rest, new Command.ChangePassword());
            case DEVICES -> devices(rest);
            case LANG -> word(rest, "zh", "en").map(Command.SetLanguage::new);
            case BELL -> word(rest, "on", "off").map("on"::equals).map(Command.SetBell::new);
            case NOTIFY -> word(rest, "off", "osc9", "osc777").map(Command.SetNotify::new);
            case MENU -> alone(rest, new Command.ShowMenu());
            case HELP -> help(rest);
            case LOGOUT -> alone(rest, new Command.Logout());
            case QUIT -> alone(rest, new Command.Leave());
        };
    }

    /// Reads a line that is nothing but the number of a message.
    private static Optional<Command> goTo(String text) {
        return text.startsWith("#") ? seq(text).map(Command.GoTo::new) : Optional.empty();
    }

    private static Optional<Command> tell(String rest) {
        String to = firstWord(rest);
        String text = rest.substring(to.length()).strip();
        return filled(text, new Command.Tell(to, text));
    }

    private static Optional<Command> reply(String rest) {
        String number = firstWord(rest);
        String text = rest.substring(number.length()).strip();
        return text.isEmpty() ? Optional.empty()
                : seq(number).map(seq -> new Command.Reply(seq, text));
    }

    private static Optional<Command> onOff(String rest, Function<@Nullable Boolean, Command> to) {
        return rest.isEmpty() ? Optional.of(to.apply(null))
                : word(rest, "on", "off").map(on -> to.apply(on.equals("on")));
    }

    /// Reads what follows `/group`: the word, perhaps the group, the rest.
    private static Command group(String rest) {
        String typed = firstWord(rest);
        String after = rest.substring(typed.length()).strip();
        Optional<GroupWord> word = GroupWord.of(typed);
        Optional<GroupId> group = parseGroup(firstWord(after));
        if (group.isPresent()) {
            after = after.substring(firstWord(after).length()).strip();
        }
        if (word.isEmpty() || !word.get().fits(after)) {
            return new Command.WrongGroupUse(word.orElse(null));
        }
        return new Command.Group(word.get(), group.orElse(null), after);
    }

    private static Optional<GroupId> parseGroup(String typed) {
        return typed.startsWith(GROUP_PREFIX)
                ? parseId(typed.substring(GROUP_PREFIX.length()))
                        .map(id -> new GroupId(id.value()))
                : Optional.empty();
    }

    /// Reads the number of a message, with or without the sign that stands before it.
    private static Optional<Long> seq(String typed) {
        return parseId(typed.startsWith("#") ? typed.substring(1) : typed).map(UserId::value);
    }

    private static Optional<Command> profile(String rest) {
        if (rest.isEmpty()) {
            return Optional.of(new Command.ShowProfile());
        }
        String name = firstWord(rest);
        String value = rest.substring(name.length()).strip();
        return word(name, "name", "sex", "bio").map(field -> new Command.ChangeProfile(
                Command.ProfileField.valueOf(field.toUpperCase(Locale.ROOT)), value));
    }

    private static Optional<Command> devices(String rest) {
        List<String> words = words(rest);
        if (rest.isEmpty()) {
            return Optional.of(new Command.ShowDevices());
        }
        if (words.size() != 2 || !words.getFirst().equalsIgnoreCase("revoke")) {
            return Optional.empty();
        }
        return words.getLast().equalsIgnoreCase("others")
                ? Optional.of(new Command.RevokeOthers())
                : number(words.getLast(), Integer.MAX_VALUE).map(Command.RevokeDevice::new);
    }

    private static Optional<Command> help(String rest) {
        return rest.isEmpty() ? Optional.of(new Command.Help(null))
                : CommandWord.of(rest.startsWith("/") ? rest : "/" + rest).map(Command.Help::new);
    }

    private static Optional<Status> status(String rest) {
        return word(rest, "online", "busy", "away", "invisible")
                .map(name -> Status.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    private static Optional<Command> alone(String rest, Command command) {
        return rest.isEmpty() ? Optional.of(command) : Optional.empty();
    }

    private static Optional<Command> filled(String rest, Command command) {
        return rest.isEmpty() ? Optional.empty() : Optional.of(command);
    }

    private static Optional<String> word(String typed, String... words) {
        return Stream.of(words).filter(typed::equalsIgnoreCase).findFirst();
    }

    private static Optional<Integer> number(String text, int max) {
        return Optional.of(text)
                .filter(digits -> digits.length() <= NUMBER_DIGITS_MAX
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9'))
                .map(Integer::valueOf).filter(n -> n >= 1).map(n -> Math.min(n, max));
    }

    /// Returns the words of a text, between which there are spaces or commas.
    public static List<String> words(String text) {
        return Stream.of(text.split("[\\s,，]+")).filter(word -> !word.isEmpty()).toList();
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }
}
