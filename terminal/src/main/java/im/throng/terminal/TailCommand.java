package im.throng.terminal;

import im.throng.client.ClientException;
import im.throng.client.DisconnectedException;
import im.throng.client.RefusedException;
import im.throng.client.ThrongClient;
import im.throng.client.ThrongListener;
import im.throng.client.TimedOutException;
import im.throng.protocol.codec.PushCodec;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Push;
import im.throng.terminal.screen.EntryText;
import im.throng.terminal.screen.Texts;
import im.throng.terminal.screen.TroubleText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Prints what is said, one line for each entry, until it is stopped: for scripts.
///
/// The history is the truth and what arrives is a hint: each entry is printed once, in the order
/// of `seq`, and whatever would leave a gap is read from the history first.
///
/// Threading: `call` by the main thread; as a listener, by the client's listening thread; they
/// meet in the queue.
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
final class TailCommand implements Callable<Integer>, ThrongListener {

    private static final int QUEUE_MAX = 1_000;
    private static final Duration DOUBT = Duration.ofSeconds(30);

    private final Streams streams;
    private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(QUEUE_MAX);
    private @Nullable String epoch; // Confined to the listening thread.
    private long last;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--to", paramLabel = "WHERE", defaultValue = "all",
            description = "all, the id of a user, u:ID or g:ID (default: all)")
    private String to = "all";

    @Option(names = "-n", paramLabel = "N", defaultValue = "10",
            description = "how many older ones come first, 0 to 200 (default: 10)")
    private int older;

    @Option(names = "--json", description = "each line a JSON object")
    private boolean json;

    @Option(names = "--password-file", paramLabel = "FILE",
            description = "the first line is the password, if there is no session")
    private @Nullable Path passwordFile;

    TailCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerOptions.Chosen chosen = server.chosen(false);
        ConversationName conversation = ScriptLogin.conversation(to)
                .orElseThrow(() -> server.wrong("--to must be all, an id, u:ID or g:ID"));
        if (older < 0 || older > Limits.PAGE_ENTRIES_MAX) {
            throw server.wrong("-n must be 0 to " + Limits.PAGE_ENTRIES_MAX);
        }
        ScriptLogin login = new ScriptLogin(chosen, passwordFile, streams);
        Lines lines = new Lines(conversation,
                new EntryText(new Texts(chosen.language()), Clock.system(ZoneId.systemDefault())));
        try (ThrongClient client = ThrongClient.builder().host(chosen.host())
                .port(chosen.port()).device(Main.device()).listener(this).build()) {
            ExitCode code = login.login(client);
            return (code == ExitCode.OK ? follow(client, lines, login) : code).number();
        }
    }

    /// Ends it in order; any thread may.
    void stop() {
        signals.clear();
        var _ = signals.offer(new Signal.End(null));
    }

    @Override
    public void message(Entry entry) {
        give(new Signal.Arrived(entry));
    }

    @Override
    public void connected(AccountReply.LoggedIn session) {
        if (epoch != null && !epoch.equals(session.epoch())) {
            give(new Signal.OtherHistory());
        }
        epoch = session.epoch();
    }

    @Override
    public void loginNeeded(String reason) {
        give(new Signal.End(reason));
    }

    private ExitCode follow(ThrongClient client, Lines lines, ScriptLogin login)
            throws InterruptedException {
        try {
            ChatReply.HistoryPage page = client.history(lines.conversation(),
                    new HistoryRange.Newest(), Math.max(1, older));
            last = page.head();
            if (older > 0) {
                for (Entry entry : page.entries()) {
                    print(entry, lines);
                }
            }
            while (true) {
                switch (signals.poll(DOUBT.toSeconds(), TimeUnit.SECONDS)) {
                    case Signal.End(String reason) when reason == null -> {
                        return ExitCode.OK;
                    }
                    case Signal.End(String reason) -> {
                        streams.remark(new TroubleText(lines.text().texts()).ofEnd(reason));
                        return ExitCode.REFUSED;
                    }
                    case Signal.Arrived(Entry entry) -> arrived(client, entry, lines);
                    case Signal.OtherHistory _ -> last = client.history(lines.conversation(),
                            new HistoryRange.Newest(), 1).head();
                    case null -> readOn(client, lines);
                }
            }
        } catch (ClientException trouble) {
            return login.failed(trouble);
        } catch (IOException nobodyReads) {
            return ExitCode.OK;
        }
    }

    private void arrived(ThrongClient client, Entry entry, Lines lines) throws IOException {
        if (!entry.conversation().equals(lines.conversation()) || entry.seq() <= last) {
            return;
        }
        if (entry.seq() == last + 1) {
            print(entry, lines);
        } else {
            readOn(client, lines);
        }
    }

    /// Prints what the history has after the last one printed.
    private void readOn(ThrongClient client, Lines lines) throws IOException {
        try {
            ChatReply.HistoryPage page;
            do {
                page = client.history(lines.conversation(), new HistoryRange.After(last),
                        Limits.PAGE_ENTRIES_MAX);
                for (Entry entry : page.entries()) {
                    print(entry, lines);
                }
            } while (page.more());
        } catch (RefusedException refused) {
            if (!refused.code().waitingHelps()) {
                throw refused;
            }
        } catch (DisconnectedException | TimedOutException lost) {
            // It connects again by itself; the next arrival, or the next doubt, reads on.
        }
    }

    private void print(Entry entry, Lines lines) throws IOException {
        last = Math.max(last, entry.seq());
        if (json) {
            streams.result(PushCodec.encode(new Push.NewEntry(entry)));
        } else {
            streams.result(lines.text().brief(entry, lines.conversation(), false));
        }
    }

    private void give(Signal signal) {
        try {
            signals.put(signal);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// What the following thread has to know.
    private sealed interface Signal {

        record Arrived(Entry entry) implements Signal {}

        /// The history was restored from a backup: the numbers begin elsewhere.
        record OtherHistory() implements Signal {}

        /// @param reason why the session ended; null if it was stopped from here
        record End(@Nullable String reason) implements Signal {}
    }

    /// What is followed, and how a line of it reads.
    private record Lines(ConversationName conversation, EntryText text) {}
}
