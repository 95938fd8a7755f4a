package im.throng.terminal;

import im.throng.client.ClientException;
import im.throng.client.RefusedException;
import im.throng.client.ThrongClient;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.UserId;
import im.throng.terminal.profile.TokenFolder;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Texts;
import im.throng.terminal.screen.TroubleText;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Logs a script in: by the session that the terminal client kept, or by a password from a file
/// or a prompt, after which the session is kept.
///
/// A session in use is shared, so a script may speak while its user is talking.
///
/// Threading: one thread.
final class ScriptLogin {

    private final ServerOptions.Chosen chosen;
    private final @Nullable Path passwordFile;
    private final Streams streams;
    private final Texts texts;
    private final TokenFolder tokens;

    ScriptLogin(ServerOptions.Chosen chosen, @Nullable Path passwordFile, Streams streams) {
        this.chosen = chosen;
        this.passwordFile = passwordFile;
        this.streams = streams;
        this.texts = new Texts(chosen.language());
        this.tokens = new TokenFolder(chosen.data(), chosen.host(), chosen.port());
    }

    /// Logs in, and says on the error stream why if that fails.
    ExitCode login(ThrongClient client) {
        try {
            client.connect();
            return resume(client) || byPassword(client) ? ExitCode.OK : ExitCode.REFUSED;
        } catch (ClientException trouble) {
            return failed(trouble);
        }
    }

    /// Says what went wrong, and returns the exit code for it.
    ExitCode failed(ClientException trouble) {
        streams.remark(new TroubleText(texts).of(trouble));
        return trouble instanceof RefusedException refused && !refused.code().waitingHelps()
                ? ExitCode.REFUSED : ExitCode.UNREACHABLE;
    }

    /// Says why the session ended, and returns the exit code for it.
    ExitCode ended(String reason) {
        streams.remark(new TroubleText(texts).ofEnd(reason));
        return ExitCode.REFUSED;
    }

    private boolean resume(ThrongClient client) {
        Optional<TokenFolder.Kept> kept = tokens.share(chosen.user());
        if (kept.isEmpty()) {
            return false;
        }
        try {
            keep(client.resume(kept.get().token()));
            return true;
        } catch (RefusedException refused) {
            if (refused.code() != ErrorCode.NOT_LOGGED_IN) {
                throw refused;
            }
            tokens.forget(kept.get().userId());
            return false;
        }
    }

    private boolean byPassword(ThrongClient client) {
        UserId user = chosen.user();
        Optional<String> password = user == null ? Optional.empty() : password(user);
        if (user == null || password.isEmpty()) {
            streams.remark(texts.say(Phrase.SCRIPT_NO_SESSION));
            return false;
        }
        keep(client.login(user, password.get()));
        return true;
    }

    private Optional<String> password(UserId user) {
        if (passwordFile != null) {
            try {
                List<String> lines = Files.readAllLines(passwordFile);
                return lines.isEmpty() ? Optional.empty() : Optional.of(lines.getFirst());
            } catch (IOException unreadable) {
                streams.remark(passwordFile + ": " + unreadable.getMessage());
                return Optional.empty();
            }
        }
        return Optional.ofNullable(System.console()).filter(Console::isTerminal)
                .map(console -> console.readPassword("%s (%s): ",
                        texts.say(Phrase.LOGIN_PASSWORD), user))
                .map(String::new);
    }

    private void keep(AccountReply.LoggedIn session) {
        if (session.token() != null) {
            var _ = tokens.replace(session.user().userId(), session.token());
        }
    }
}
