package im.throng.terminal;

import im.throng.client.ClientException;
import im.throng.client.DisconnectedException;
import im.throng.client.RefusedException;
import im.throng.client.ThrongClient;
import im.throng.client.TimedOutException;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.terminal.command.CommandParser;
import im.throng.terminal.screen.HarmlessText;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Screen;
import im.throng.terminal.screen.Texts;
import im.throng.terminal.screen.TroubleText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Registers, logs in, goes on with a kept session, logs out.
///
/// Threading: the main thread, but for [#renewed] and [#ended], which the listening thread calls.
final class AccountController {

    private final ThrongClient client;
    private final Screen screen;
    private final Texts texts;
    private final TroubleText troubles;
    private final TokenFolder tokens;
    private final Options options;
    private volatile @Nullable User user;
    private ExitCode outcome = ExitCode.OK;

    AccountController(ThrongClient client, Screen screen, Texts texts, TokenFolder tokens,
                      Options options) {
        this.client = client;
        this.screen = screen;
        this.texts = texts;
        this.troubles = new TroubleText(texts);
        this.tokens = tokens;
        this.options = options;
    }

    /// Returns who is logged in.
    Optional<User> user() {
        return Optional.ofNullable(user);
    }

    /// Returns how the last thing asked about an account went.
    ExitCode outcome() {
        return outcome;
    }

    /// Makes sure that there is a server, and says what to do if there is none.
    boolean reach() {
        try {
            client.connect();
            return true;
        } catch (DisconnectedException | TimedOutException unreachable) {
            sayUnreachable();
            return false;
        }
    }

    /// Goes on with a kept session, if there is one.
    void resume() {
        Optional<TokenFolder.Kept> kept = tokens.take(options.user());
        if (kept.isEmpty()) {
            return;
        }
        UserId id = kept.get().userId();
        try {
            AccountReply.LoggedIn session = client.resume(kept.get().token());
            begin(session);
            screen.print(texts.say(Phrase.WELCOME_BACK,
                    HarmlessText.of(session.user().userName())));
        } catch (RefusedException refused) {
            if (refused.code() == ErrorCode.NOT_LOGGED_IN) {
                tokens.forget(id);
            }
            screen.print(texts.say(Phrase.SESSION_OVER, troubles.of(refused)));
        } catch (ClientException trouble) {
            failed(trouble, Phrase.LOGIN_FAILED);
        }
    }

    /// Asks for an id and a password and logs in.
    ///
    /// @return false at the end of input
    boolean login() {
        screen.print(texts.say(Phrase.LOGIN_TITLE));
        UserId id = options.user();
        if (id == null) {
            screen.print(texts.say(Phrase.LOGIN_ID));
            String typed = screen.read(false);
            if (typed == null) {
                return false;
            }
            id = CommandParser.parseId(typed).orElse(null);
        }
        screen.print(texts.say(Phrase.LOGIN_PASSWORD));
        String password = screen.readSecret();
        if (password == null) {
            return false;
        }
        if (id == null) {
            outcome = ExitCode.REFUSED;
            screen.print(texts.say(Phrase.ID_WRONG));
            return true;
        }
        login(id, password);
        return true;
    }

    /// Asks for what an account needs and makes it; the original's questions, in its order.
    ///
    /// @return false at the end of input
    boolean register() {
        screen.print(texts.say(Phrase.REGISTER_TITLE));
        screen.print(texts.say(Phrase.REGISTER_ID) + " " + texts.say(Phrase.REGISTER_ID_HINT));
        String id = screen.read(false);
        if (id == null) {
            return false;
        }
        screen.print(texts.say(Phrase.REGISTER_PASSWORD));
        String password = screen.readSecret();
        if (password == null) {
            return false;
        }
        if (screen.isInteractive()) {
            screen.print(texts.say(Phrase.REGISTER_PASSWORD_AGAIN));
            String again = screen.readSecret();
            if (again == null) {
                return false;
            }
            if (!again.equals(password)) {
                screen.print(texts.say(Phrase.REGISTER_PASSWORDS_DIFFER));
                return true;
            }
        }
        screen.print(texts.say(Phrase.REGISTER_NAME));
        String name = screen.read(false);
        if (name == null) {
            return false;
        }
        register(id, password, name.strip());
        return true;
    }

    /// Ends the session for good.
    void logout() {
        User leaving = user;
        user = null;
        if (leaving != null) {
            tokens.forget(leaving.userId());
        }
        try {
            client.logout();
        } catch (DisconnectedException atOnce) {
            // The server may close before its answer is read; the token is gone either way.
        } catch (ClientException trouble) {
            screen.print(troubles.of(trouble));
        }
        screen.print(texts.say(Phrase.LOGGED_OUT));
    }

    /// Keeps the newest token after the session went on by itself.
    void renewed(AccountReply.LoggedIn session) {
        if (user != null && session.token() != null) {
            var _ = tokens.keep(session.user().userId(), session.token());
        }
    }

    /// Learns that the session cannot go on.
    ///
    /// @return whether there was one
    boolean ended() {
        User was = user;
        user = null;
        if (was != null) {
            tokens.forget(was.userId());
        }
        return was != null;
    }

    private void login(UserId id, String password) {
        try {
            begin(client.login(id, password));
        } catch (RefusedException refused) {
            outcome = ExitCode.REFUSED;
            screen.print(refused.code() == ErrorCode.FORBIDDEN ? texts.say(Phrase.LOGIN_WRONG)
                    : texts.say(Phrase.LOGIN_FAILED, troubles.of(refused)));
        } catch (ClientException trouble) {
            failed(trouble, Phrase.LOGIN_FAILED);
        }
    }

    private void register(String typedId, String password, String name) {
        Optional<UserId> id = CommandParser.parseId(typedId);
        if (id.isEmpty() && !typedId.isBlank()) {
            outcome = ExitCode.REFUSED;
            screen.print(texts.say(Phrase.REGISTER_FAILED, texts.say(Phrase.ID_WRONG)));
            return;
        }
        try {
            UserId given = client.register(id.orElse(null), password, name);
            outcome = ExitCode.OK;
            screen.print(texts.say(Phrase.REGISTER_DONE));
            screen.print(texts.say(Phrase.REGISTER_ID_IS, given));
        } catch (RefusedException refused) {
            outcome = ExitCode.REFUSED;
            screen.print(texts.say(Phrase.REGISTER_FAILED,
                    refused.code() == ErrorCode.CONFLICT ? texts.say(Phrase.ID_TAKEN)
                            : troubles.of(refused)));
        } catch (ClientException trouble) {
            failed(trouble, Phrase.REGISTER_FAILED);
        }
    }

    private void begin(AccountReply.LoggedIn session) {
        outcome = ExitCode.OK;
        user = session.user();
        if (session.token() != null
                && !tokens.keep(session.user().userId(), session.token())) {
            screen.print(texts.say(Phrase.NOT_KEPT));
        }
    }

    private void failed(ClientException trouble, Phrase what) {
        outcome = ExitCode.UNREACHABLE;
        if (trouble instanceof DisconnectedException) {
            sayUnreachable();
        } else {
            screen.print(texts.say(what, troubles.of(trouble)));
        }
    }

    private void sayUnreachable() {
        screen.print(texts.say(Phrase.UNREACHABLE, options.host() + ":" + options.port()));
    }
}
