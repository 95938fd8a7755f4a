package im.throng.terminal;

import im.throng.client.ClientException;
import im.throng.client.ThrongClient;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Mentions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says one thing and ends: for scripts.
@Command(name = "throng send", mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class, sortOptions = false,
        description = "Says one thing, waits until it is stored, prints its number.",
        exitCodeOnInvalidInput = 64, exitCodeOnExecutionException = 70,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is stored; its number is printed",
            "64:the options make no sense, or there is nothing to say",
            "69:the server could not be reached, or did not answer in time",
            "70:a fault of the program",
            "77:refused: no session, a wrong password, no such conversation"
        },
        footer = {
            "",
            "It speaks with the session that ./throng chat kept, also while that runs; or",
            "logs in with --user and --password-file, or asks for the password on a",
            "terminal. It is tried for a minute while the server is away, and never stored",
            "twice. A script that runs it again after a 69 gives the same --key to be sure",
            "of that."
        })
final class SendCommand implements Callable<Integer> {

    private final Streams streams;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private ScriptOptions script = new ScriptOptions();

    @Option(names = "--key", paramLabel = "KEY",
            description = "stored once however often it is sent with this key (default: a new one)")
    private @Nullable String key;

    @Parameters(paramLabel = "TEXT", description = "what to say; - reads it from the input")
    private String text = "";

    SendCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        ServerOptions.Chosen chosen = server.chosen(false);
        ConversationName conversation = script.conversation();
        if (key != null && (key.isEmpty() || key.length() > Limits.KEY_MAX)) {
            throw server.wrong("--key must have 1 to " + Limits.KEY_MAX + " characters");
        }
        String said = text.equals("-") ? input() : text;
        if (said.isBlank()) {
            throw server.wrong("there is nothing to say");
        }
        ScriptLogin login = script.login(chosen, streams);
        try (ThrongClient client = server.client(chosen).build()) {
            ExitCode code = login.login(client);
            if (code == ExitCode.OK) {
                code = send(client, conversation, said, login);
            }
            return code.number();
        }
    }

    private ExitCode send(ThrongClient client, ConversationName conversation, String said,
                          ScriptLogin login) throws IOException {
        try {
            long seq = client.send(conversation, key == null ? client.newKey() : key,
                    new EntryBody.Text(said, null, Mentions.NONE)).seq();
            streams.result(Long.toString(seq));
            return ExitCode.OK;
        } catch (ClientException trouble) {
            return login.failed(trouble);
        }
    }

    /// Reads all of the input but the end of its last line; not more than a frame could hold.
    private String input() throws IOException {
        byte[] bytes = streams.in().readNBytes(Limits.SERVER_FRAME_BYTES_MAX);
        String read = new String(bytes, StandardCharsets.UTF_8);
        int end = read.length();
        if (end > 0 && read.charAt(end - 1) == '\n') {
            end--;
        }
        if (end > 0 && read.charAt(end - 1) == '\r') {
            end--;
        }
        return read.substring(0, end);
    }
}
