package im.throng.terminal;

import im.throng.client.ClientException;
import im.throng.client.ThrongClient;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Prints what is said, one line for each entry, until it is stopped: for scripts.
///
/// Threading: `call` by the main thread; any thread may stop it.
@Command(name = "throng tail", mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class, sortOptions = false,
        description = "Prints the newest messages, then every new one, until it is stopped.",
        exitCodeOnInvalidInput = 64, exitCodeOnExecutionException = 70,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped by a signal, or nobody reads its output any more",
            "64:the options make no sense",
            "69:the server could not be reached at the start",
            "70:a fault of the program",
            "77:refused: no session, no such conversation, or the session was ended"
        },
        footer = {
            "",
            "It reads with the session that ./throng chat kept, also while that runs. When",
            "the connection is lost it connects again by itself; nothing is left out or",
            "printed twice. With --json a line is what the server pushes, see",
            "docs/protocol.md:",
            "{\"type\":\"message\",\"data\":{...}}"
        })
final class TailCommand implements Callable<Integer> {

    private static final Duration LONG = Duration.ofHours(1);

    private final Streams streams;
    private volatile boolean stopped;
    private volatile @Nullable Following following;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private ScriptOptions script = new ScriptOptions();

    @Option(names = "-n", paramLabel = "N", defaultValue = "10",
            description = "how many older ones come first, 0 to 200 (default: 10)")
    private int older;

    @Option(names = "--json", description = "each line a JSON object")
    private boolean json;

    TailCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerOptions.Chosen chosen = server.chosen(false);
        ConversationName conversation = script.conversation();
        if (older < 0 || older > Limits.PAGE_ENTRIES_MAX) {
            throw server.wrong("-n must be 0 to " + Limits.PAGE_ENTRIES_MAX);
        }
        ScriptLogin login = script.login(chosen, streams);
        Following said = new Following(conversation);
        following = said;
        if (stopped) {
            return ExitCode.OK.number();
        }
        ScriptLines lines = new ScriptLines(streams, conversation, chosen.language(), json);
        try (ThrongClient client = server.client(chosen).listener(said).build()) {
            ExitCode code = login.login(client);
            return (code == ExitCode.OK ? follow(client, said, lines, login) : code).number();
        }
    }

    /// Ends it in order; any thread may.
    void stop() {
        stopped = true;
        Following said = following;
        if (said != null) {
            said.stop();
        }
    }

    private ExitCode follow(ThrongClient client, Following said, ScriptLines lines,
                            ScriptLogin login) throws InterruptedException {
        try {
            lines.print(said.begin(client, older));
            while (true) {
                switch (said.next(client, LONG)) {
                    case Following.News.Said(List<Entry> entries) -> lines.print(entries);
                    case Following.News.Ended(String reason) when reason == null -> {
                        return ExitCode.OK;
                    }
                    case Following.News.Ended(String reason) -> {
                        return login.ended(reason);
                    }
                }
            }
        } catch (ClientException trouble) {
            return login.failed(trouble);
        } catch (IOException nobodyReads) {
            return ExitCode.OK;
        }
    }
}
