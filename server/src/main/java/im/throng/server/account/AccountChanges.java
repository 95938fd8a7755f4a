package im.throng.server.account;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.UserId;
import im.throng.server.session.UserSession;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What changes an account for good and therefore asks for its password: a new one, and its end.
///
/// Threading: any thread that may block.
public final class AccountChanges {

    private static final Logger log = LoggerFactory.getLogger(AccountChanges.class);

    private final Passwords passwords;
    private final AccountSessions sessions;
    private final Departures departures;

    /// Creates the service.
    public AccountChanges(Passwords passwords, AccountSessions sessions, Departures departures) {
        this.passwords = passwords;
        this.sessions = sessions;
        this.departures = departures;
    }

    /// Changes the password, and returns the other sessions, which have ended.
    ///
    /// @throws RejectedException 422 if the new one is too short or too long, 403 if the old one is
    ///                           wrong, 429 after too many wrong ones
    List<SessionId> password(UserSession asker, String old, String fresh, String address) {
        passwords.requireLength("newPwd", fresh);
        passwords.require(asker.userId(), old, address);
        passwords.replace(asker.userId(), fresh);
        log.info("user {} changed the password", asker.userId());
        return sessions.revokeOthers(asker);
    }

    /// Erases the account, and returns its sessions, which have ended.
    ///
    /// @throws RejectedException 403 if the password is wrong, 429 after too many wrong ones
    List<SessionId> delete(UserSession asker, String password, String address) {
        UserId id = asker.userId();
        passwords.require(id, password, address);
        // Before the sessions are looked up: one that begins this moment must not outlive it.
        sessions.refuse(id);
        List<SessionId> ended;
        try {
            // First, so that no token outlives the account whatever happens in between.
            ended = sessions.revokeAll(id);
            departures.depart(id);
        } catch (RuntimeException notErased) {
            sessions.admit(id);
            throw notErased;
        }
        log.info("user {} deleted the account", id);
        return ended;
    }
}
