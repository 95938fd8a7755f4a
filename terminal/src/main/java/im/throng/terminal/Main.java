package im.throng.terminal;

import im.throng.terminal.screen.Interrupts;
import im.throng.terminal.screen.Language;
import im.throng.terminal.screen.Notify;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.TypeConversionException;

/// Starts one of the terminal programs: `chat`, which is also what is started without a word,
/// `send`, `tail` and `wait`.
final class Main {

    private Main() {}

    static void main(String[] arguments) {
        logToFileIfAsked();
        String word = arguments.length == 0 ? "" : arguments[0];
        int skipped = switch (word) {
            case "chat", "send", "tail", "wait" -> 1;
            default -> 0;
        };
        Streams streams = new Streams(new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
        Callable<Integer> program = switch (word) {
            case "send" -> new SendCommand(streams);
            case "tail" -> tail(streams);
            case "wait" -> new WaitCommand(streams);
            default -> new ChatCommand(streams);
        };
        System.exit(commandLine(program)
                .execute(Arrays.copyOfRange(arguments, skipped, arguments.length)));
    }

    private static TailCommand tail(Streams streams) {
        TailCommand tail = new TailCommand(streams);
        Interrupts.to(tail::stop);
        return tail;
    }

    /// Returns the program with its options, ready to be executed.
    static CommandLine commandLine(Callable<Integer> program) {
        return new CommandLine(program)
                .registerConverter(Language.class,
                        text -> Language.valueOf(text.toUpperCase(Locale.ROOT)))
                .registerConverter(Notify.class, text -> Notify.named(text).orElseThrow(() ->
                        new TypeConversionException("off, osc9 or osc777")));
    }

    /// Returns what other devices of the user see this program as.
    static String device() {
        return "terminal (" + System.getProperty("os.name").toLowerCase(Locale.ROOT) + ")";
    }

    /// Must come before the first logger is made.
    private static void logToFileIfAsked() {
        String file = System.getenv("THRONG_LOG");
        if (file != null && !file.isBlank()) {
            System.setProperty("throng.log.file", file);
            System.setProperty("throng.log.level", "INFO");
        }
    }

    /// The version that the build wrote into the jar.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"throng " + (version == null ? "(not built)" : version)};
        }
    }
}
