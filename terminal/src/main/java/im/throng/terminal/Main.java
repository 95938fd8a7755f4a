package im.throng.terminal;

import im.throng.client.ThrongClient;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.UserId;
import im.throng.terminal.screen.JLineScreen;
import im.throng.terminal.screen.Language;
import im.throng.terminal.screen.PlainScreen;
import im.throng.terminal.screen.Screen;
import im.throng.terminal.screen.Texts;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Starts the terminal client: reads the options, puts the parts together, waits for the end.
@Command(name = "throng chat", mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class, sortOptions = false,
        description = "The terminal client of Throng.",
        exitCodeOnInvalidInput = 64, exitCodeOnExecutionException = 70,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:left in order",
            "64:the options make no sense",
            "69:the server could not be reached, or something said could not be sent",
            "70:a fault of the program",
            "77:the last login or registration was refused"
        },
        footer = {
            "",
            "Without a terminal, or with --plain, it reads plain lines: choices of the",
            "menus and answers to their questions, the password too.",
            "THRONG_LOG=FILE writes a log to that file."
        })
final class Main implements Callable<Integer> {

    private static final int PORT_MAX = 65_535;

    @Option(names = "--host", paramLabel = "NAME", defaultValue = "127.0.0.1",
            description = "where the server is (default: this machine)")
    private String host = "";

    @Option(names = "--port", paramLabel = "N", defaultValue = "8889",
            description = "its port (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--lang", paramLabel = "zh|en",
            description = "the language (default: by the environment)")
    private @Nullable Language language;

    @Option(names = "--user", paramLabel = "ID",
            description = "whose session to go on with, or who logs in")
    private @Nullable Long user;

    @Option(names = "--plain", description = "plain lines, also on a terminal")
    private boolean plain;

    @Option(names = "--data", paramLabel = "DIR",
            description = "where sessions are kept (default: ~/.config/throng)")
    private @Nullable Path data;

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    static void main(String[] arguments) {
        logToFileIfAsked();
        System.exit(new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Options options = checked();
        Texts texts = new Texts(language == null ? languageOfEnvironment() : language);
        try (Screen screen = openScreen();
             TokenFolder tokens = new TokenFolder(dataFolder(), host, port);
             MainController controller = new MainController(
                     ThrongClient.builder().device(device()), screen, texts, tokens, options,
                     Clock.system(ZoneId.systemDefault()))) {
            return controller.run().number();
        }
    }

    private Options checked() {
        if (port < 1 || port > PORT_MAX) {
            throw wrong("--port must be 1 to " + PORT_MAX);
        }
        if (user != null && (user < 1 || user > Limits.ID_MAX)) {
            throw wrong("--user must be a positive id");
        }
        return new Options(host, port, user == null ? null : new UserId(user));
    }

    private ParameterException wrong(String words) {
        CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
        return new ParameterException(line, words);
    }

    private Screen openScreen() throws IOException {
        boolean onTerminal = Optional.ofNullable(System.console())
                .map(Console::isTerminal).orElse(false);
        if (onTerminal && !plain) {
            return JLineScreen.open();
        }
        return new PlainScreen(new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out));
    }

    private Path dataFolder() {
        if (data != null) {
            return data;
        }
        String config = System.getenv("XDG_CONFIG_HOME");
        return config != null && !config.isBlank() ? Path.of(config, "throng")
                : Path.of(System.getProperty("user.home"), ".config", "throng");
    }

    private static Language languageOfEnvironment() {
        return Language.of(Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> Optional.ofNullable(System.getenv(name)).orElse(""))
                .filter(value -> !value.isEmpty())
                .findFirst().orElse(null));
    }

    private static String device() {
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
            return new String[] {"throng chat " + (version == null ? "(not built)" : version)};
        }
    }
}
