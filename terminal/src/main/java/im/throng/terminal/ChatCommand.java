package im.throng.terminal;

import im.throng.terminal.command.Completions;
import im.throng.terminal.profile.HistoryFile;
import im.throng.terminal.profile.TokenFolder;
import im.throng.terminal.screen.BareScreen;
import im.throng.terminal.screen.JLineScreen;
import im.throng.terminal.screen.Notify;
import im.throng.terminal.screen.PlainScreen;
import im.throng.terminal.screen.Screen;
import im.throng.terminal.screen.Texts;
import im.throng.terminal.screen.Typing;
import java.io.Console;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The terminal client: reads the options, puts the parts together, waits for the end.
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
            "Several servers or accounts: once ./throng chat --profile work --host NAME",
            "--save, from then on ./throng chat --profile work.",
            "Without a terminal, or with --plain, it reads plain lines: choices of the",
            "menus and answers to their questions, the password too. For scripts there are",
            "also ./throng send and ./throng tail.",
            "NO_COLOR=1 shows no colours. THRONG_LOG=FILE writes a log to that file."
        })
final class ChatCommand implements Callable<Integer> {

    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Streams streams;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--save",
            description = "keep host, port, user and language in the profile, then go on")
    private boolean save;

    @Option(names = "--bell", description = "ring when somebody addresses you (default: not)")
    private boolean bell;

    @Option(names = "--notify", paramLabel = "off|osc9|osc777", description = "let the terminal "
            + "notify you when somebody addresses you: OSC 9 or OSC 777 (default: off)")
    private @Nullable Notify notify;

    @Option(names = "--plain", description = "plain lines, also on a terminal")
    private boolean plain;

    ChatCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        ServerOptions.Chosen chosen = server.chosen(save);
        if (save) {
            server.keep(chosen);
        }
        Texts texts = new Texts(chosen.language());
        People people = new People();
        Options options = new Options(chosen.host(), chosen.port(), chosen.user(),
                bell || chosen.bell(), Optional.ofNullable(notify).orElse(chosen.notifyBy()),
                chosen.data());
        Clock clock = Clock.system(ZoneId.systemDefault());
        Traffic traffic = Traffic.none(clock);
        try (Screen screen = openScreen(chosen, texts, people, traffic.unread());
             TokenFolder tokens =
                     new TokenFolder(chosen.data(), chosen.host(), chosen.port());
             MainController controller = new MainController(
                     server.client(chosen).requestTimeout(ANSWER),
                     new Stage(screen, texts, people, traffic), tokens, options, clock)) {
            return controller.run().number();
        }
    }

    private Screen openScreen(ServerOptions.Chosen chosen, Texts texts, People people,
                              Unread unread) throws IOException {
        Optional<Console> console =
                Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (console.isEmpty() || plain) {
            return new PlainScreen(streams.in(), streams.out());
        }
        if (environment("TERM").equals("dumb")) {
            return new BareScreen(streams.in(), streams.out(), console.get());
        }
        HistoryFile history = new HistoryFile(chosen.data(), chosen.profile());
        HelpText help = new HelpText(texts);
        return JLineScreen.open(
                new Typing(new Completions(people::all, unread::titles, help::purpose)::of,
                        history.lines(), history::keep),
                environment("NO_COLOR").isEmpty());
    }

    private static String environment(String name) {
        return Optional.ofNullable(System.getenv(name)).orElse("");
    }
}
