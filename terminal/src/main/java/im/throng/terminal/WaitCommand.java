package im.throng.terminal;

import im.throng.client.ClientException;
import im.throng.client.ThrongClient;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Waits for something to be said, prints it and ends: for scripts that ask somebody, or another
/// program, and go on with the answer.
///
/// Threading: the main thread.
@Command(name = "throng wait", mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class, sortOptions = false,
        description = "Waits until something is said, prints it and ends.",
        exitCodeOnInvalidInput = 64, exitCodeOnExecutionException = 70,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it was said",
            "64:the options make no sense",
            "69:the server could not be reached at the start",
            "70:a fault of the program",
            "75:it was not said in time",
            "77:refused: no session, no such conversation, or the session was ended"
        },
        footer = {
            "",
            "With the number that ./throng send printed, nothing is missed between the two:",
            "n=$(./throng send --to 200 'deploy?') &&",
            "./throng wait --to 200 --from 200 --after $n --timeout 600 yes && ./deploy.sh"
        })
final class WaitCommand implements Callable<Integer> {

    private static final Duration FOR_EVER = Duration.ofDays(3_650);
    private static final long SECONDS_MAX = 31_536_000;

    private final Streams streams;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private ScriptOptions script = new ScriptOptions();

    @Option(names = "--from", paramLabel = "ID", description = "who is to say it "
            + "(default: anybody)")
    private @Nullable Long from;

    @Option(names = "--after", paramLabel = "SEQ", description = "what was said behind this "
            + "number counts too (default: what is said from now on)")
    private @Nullable Long after;

    @Option(names = "--timeout", paramLabel = "S",
            description = "give up after so many seconds (default: never)")
    private @Nullable Long timeoutSeconds;

    @Option(names = "--json", description = "print a JSON object")
    private boolean json;

    @Parameters(arity = "0..1", paramLabel = "TEXT",
            description = "what it is to contain, in any case (default: anything)")
    private String text = "";

    WaitCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerOptions.Chosen chosen = server.chosen(false);
        ConversationName conversation = script.conversation();
        check("--from", from, 1, Limits.ID_MAX);
        check("--after", after, 0, Limits.ID_MAX);
        check("--timeout", timeoutSeconds, 0, SECONDS_MAX);
        long begun = System.nanoTime();
        ScriptLogin login = script.login(chosen, streams);
        Following said = new Following(conversation);
        ScriptLines lines = new ScriptLines(streams, conversation, chosen.language(), json);
        try (ThrongClient client = server.client(chosen).listener(said).build()) {
            ExitCode code = login.login(client);
            return (code == ExitCode.OK ? await(client, said, lines, login, begun) : code)
                    .number();
        }
    }

    private void check(String option, @Nullable Long number, long min, long max) {
        if (number != null && (number < min || number > max)) {
            throw server.wrong(option + " must be " + min + " to " + max);
        }
    }

    private ExitCode await(ThrongClient client, Following said, ScriptLines lines,
                           ScriptLogin login, long begun) throws InterruptedException {
        try {
            if (after == null) {
                said.begin(client, 0);
            } else {
                said.beginAfter(after);
            }
            Duration longest = timeoutSeconds == null ? FOR_EVER
                    : Duration.ofSeconds(timeoutSeconds);
            while (true) {
                Duration left = longest.minusNanos(System.nanoTime() - begun);
                switch (said.next(client, left.isNegative() ? Duration.ZERO : left)) {
                    case Following.News.Ended(String reason) -> {
                        return login.ended(reason == null ? "" : reason);
                    }
                    case Following.News.Said(List<Entry> entries) -> {
                        Optional<Entry> found = entries.stream().filter(this::fits).findFirst();
                        if (found.isPresent()) {
                            lines.print(List.of(found.get()));
                            return ExitCode.OK;
                        }
                        if (entries.isEmpty() && left.isNegative()) {
                            return ExitCode.TOO_LATE;
                        }
                    }
                }
            }
        } catch (ClientException trouble) {
            return login.failed(trouble);
        } catch (IOException nobodyReads) {
            return ExitCode.OK;
        }
    }

    private boolean fits(Entry entry) {
        return (from == null || entry.from().value() == from)
                && entry.body() instanceof EntryBody.Text said
                && said.text().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }
}
