package im.throng.terminal;

import im.throng.client.ClientException;
import im.throng.client.DisconnectedException;
import im.throng.client.RefusedException;
import im.throng.client.TimedOutException;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.terminal.command.CommandParser;
import im.throng.terminal.profile.TokenFolder;
import im.throng.terminal.screen.HarmlessText;
import im.throng.terminal.screen.Phrase;
import im.throng.terminal.screen.Tone;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Logs in, goes on with a kept session, logs out.
///
/// Threading: the main thread, but for [#renewed] and [#ended], which the listening thread calls.
final class AccountController {

    private final Desk desk;
    private final TokenFolder tokens;
    private final Options options;
    private volatile @Nullable User user;
    private ExitCode outcome = ExitCode.OK;

    AccountController(Desk desk, TokenFolder tokens, Options options) {
        this.desk = desk;
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
            desk.client().connect();
            return true;
        } catch (DisconnectedException | TimedOutException unreachable) {
            sayUnreachable();
            return false;
        }
    }

    /// Goes on with a kept session, with the client of its user: at once, or, where somebody sits
    /// and the local store holds something to read, as soon as there is a server.
    ///
    /// @return false if there is no server and nothing to do without one
    boolean reach(TokenFolder.Kept kept) {
        try {
            desk.client().connect();
        } catch (DisconnectedException | TimedOutException unreachable) {
            boolean goesOn = goesOnWithoutServer(kept);
            if (!goesOn) {
                sayUnreachable();
            }
            return goesOn;
        }
        resume(kept);
        return true;
    }

    private boolean goesOnWithoutServer(TokenFolder.Kept kept) {
        Optional<User> owner = desk.client().cache().owner();
        if (owner.isEmpty() || !desk.screen().isInteractive()) {
            return false;
        }
        desk.say(Tone.TROUBLE, Phrase.OFFLINE, options.host() + ":" + options.port());
        user = owner.get();
        desk.view().away(true);
        desk.client().resumeWhenReachable(kept.token());
        return true;
    }

    /// Returns the session that is kept for this program, if there is one.
    Optional<TokenFolder.Kept> kept() {
        return tokens.take(options.user());
    }

    private void resume(TokenFolder.Kept kept) {
        UserId id = kept.userId();
        try {
            AccountReply.LoggedIn session = desk.client().resume(kept.token());
            begin(session);
            desk.say(Phrase.WELCOME_BACK, HarmlessText.of(session.user().userName()));
        } catch (RefusedException refused) {
            if (refused.code().waitingHelps() && goesOnWithoutServer(kept)) {
                return;
            }
            if (refused.code() == ErrorCode.NOT_LOGGED_IN) {
                tokens.forget(id);
            }
            desk.clients().forAnybody();
            desk.say(Phrase.SESSION_OVER, desk.troubles().of(refused));
        } catch (ClientException trouble) {
            if (!goesOnWithoutServer(kept)) {
                failed(trouble, Phrase.LOGIN_FAILED);
            }
        }
    }

    /// Asks for an id and a password and logs in.
    ///
    /// @param own makes the client of a user, once it is known that it is the user
    /// @return false at the end of input
    boolean login(Consumer<UserId> own) {
        desk.say(Phrase.LOGIN_TITLE);
        UserId id = options.user();
        while (id == null) {
            desk.say(Phrase.LOGIN_ID);
            String typed = desk.screen().readAnswer();
            if (typed == null) {
                return false;
            }
            id = CommandParser.parseId(typed).orElse(null);
            if (!desk.screen().isInteractive()) {
                break; // The next line of a script is the password, whatever this one was.
            }
            if (id == null) {
                desk.say(Tone.TROUBLE, Phrase.ID_WRONG);
            }
        }
        desk.say(Phrase.LOGIN_PASSWORD);
        String password = desk.screen().readSecret();
        if (password == null) {
            return false;
        }
        if (id == null) {
            outcome = ExitCode.REFUSED;
            desk.say(Phrase.ID_WRONG);
            return true;
        }
        login(id, password, own);
        return true;
    }

    /// Asks for what an account needs and makes it.
    ///
    /// @return false at the end of input
    boolean register() {
        Optional<ExitCode> ended = new Registration(desk, this::sayUnreachable).run();
        ended.ifPresent(code -> outcome = code);
        return ended.isPresent();
    }

    /// Ends the session for good.
    void logout() {
        User leaving = user;
        user = null;
        if (leaving != null) {
            tokens.forget(leaving.userId());
        }
        try {
            desk.client().logout();
        } catch (DisconnectedException atOnce) {
            // The server may close before its answer is read; the token is gone either way.
        } catch (ClientException trouble) {
            desk.screen().print(Tone.TROUBLE, desk.troubles().of(trouble));
        }
        desk.say(Phrase.LOGGED_OUT);
    }

    /// Learns that the session has begun or went on by itself, and keeps the newest token. It comes
    /// before anything that the session is told.
    void renewed(AccountReply.LoggedIn session) {
        if (desk.clients().isOf(session.user().userId())) {
            user = session.user();
            if (session.token() != null) {
                var _ = tokens.keep(session.user().userId(), session.token());
            }
        }
    }

    /// Learns how the user's own data is after a change.
    void isNow(User changed) {
        if (user != null) {
            user = changed;
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

    private void login(UserId id, String password, Consumer<UserId> own) {
        try {
            desk.clients().forAnybody();
            AccountReply.LoggedIn session = desk.client().login(id, password);
            keep(session);
            String token = session.token();
            if (token != null) {
                own.accept(id);
                session = desk.client().resume(token);
            }
            begin(session);
        } catch (RefusedException refused) {
            outcome = ExitCode.REFUSED;
            if (refused.code() == ErrorCode.FORBIDDEN) {
                desk.say(Tone.TROUBLE, Phrase.LOGIN_WRONG);
            } else {
                desk.say(Tone.TROUBLE, Phrase.LOGIN_FAILED, desk.troubles().of(refused));
            }
        } catch (ClientException trouble) {
            failed(trouble, Phrase.LOGIN_FAILED);
        }
    }

    private void begin(AccountReply.LoggedIn session) {
        outcome = ExitCode.OK;
        user = session.user();
        keep(session);
    }

    private void keep(AccountReply.LoggedIn session) {
        if (session.token() != null
                && !tokens.keep(session.user().userId(), session.token())) {
            desk.say(Phrase.NOT_KEPT);
        }
    }

    private void failed(ClientException trouble, Phrase what) {
        outcome = ExitCode.UNREACHABLE;
        if (trouble instanceof DisconnectedException) {
            sayUnreachable();
        } else {
            desk.say(Tone.TROUBLE, what, desk.troubles().of(trouble));
        }
    }

    private void sayUnreachable() {
        desk.say(Tone.TROUBLE, Phrase.UNREACHABLE, options.host() + ":" + options.port());
    }
}
