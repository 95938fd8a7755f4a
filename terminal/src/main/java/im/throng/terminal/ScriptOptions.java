package im.throng.terminal;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.ConversationName;
import im.throng.terminal.command.CommandParser;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that the commands for scripts share: which conversation, and how to log in where no
/// session is kept.
final class ScriptOptions {

    @Option(names = "--to", paramLabel = "WHERE", defaultValue = "all",
            description = "all, the id of a user, u:ID or g:ID (default: all)")
    private String to = "all";

    @Option(names = "--password-file", paramLabel = "FILE",
            description = "the first line is the password, if there is no session")
    private @Nullable Path passwordFile;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /// Returns the conversation that is named.
    ///
    /// @throws ParameterException if that is no name
    ConversationName conversation() {
        try {
            Optional<ConversationName> direct =
                    CommandParser.parseId(to).map(ConversationName.Direct::new);
            return direct.isPresent() ? direct.get() : ConversationName.parse("to", to);
        } catch (RejectedException none) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(),
                    "--to must be all, an id, u:ID or g:ID");
        }
    }

    /// Returns what logs in.
    ScriptLogin login(ServerOptions.Chosen chosen, Streams streams) {
        return new ScriptLogin(chosen, passwordFile, streams);
    }
}
