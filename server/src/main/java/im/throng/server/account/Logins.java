package im.throng.server.account;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.UserId;
import im.throng.server.session.UserSession;
import java.time.InstantSource;
import java.util.Base64;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a session begins or goes on: by password, by token, or in the classic dialect.
///
/// Threading: any thread that may block.
public final class Logins {

    private static final Logger log = LoggerFactory.getLogger(Logins.class);
    private static final int SESSION_ID_BYTES = 16;

    private final UserStore users;
    private final AccountSessions sessions;
    private final Passwords passwords;
    private final Tokens tokens;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final long tokenLifeMs;

    /// Creates the service.
    ///
    /// @param random a cryptographically strong source, for session ids
    public Logins(UserStore users, AccountSessions sessions, Passwords passwords, Tokens tokens,
                  InstantSource clock, RandomGenerator random, AccountConfig config) {
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.tokens = tokens;
        this.clock = clock;
        this.random = random;
        this.tokenLifeMs = config.tokenLife().toMillis();
    }

    /// Begins a session by password.
    ///
    /// @throws RejectedException 403 for an unknown id and a wrong password alike, 429 after too
    ///                           many of them, 503 if too many wait
    public Begun byPassword(AnonymousRequest.Login login, String address) {
        return byPassword(login, address, false);
    }

    /// Begins a session by password, in the place of the user's others on the same device.
    ///
    /// @throws RejectedException as [#byPassword]
    public Begun onItsDevice(AnonymousRequest.Login login, String address) {
        return byPassword(login, address, true);
    }

    private Begun byPassword(AnonymousRequest.Login login, String address, boolean replaces) {
        Account account = passwords.require(login.userId(), login.password(), address);
        long now = clock.millis();
        UserSession session = session(account, login.device(), address, true);
        long expiresAt = now + tokenLifeMs;
        sessions.begin(session, expiresAt, replaces,
                () -> passwords.isStillRight(account, login.password()));
        log.info("user {} logged in from {}", login.userId(), address);
        return new Begun(session, tokens.make(new Tokens.Token(session, now, expiresAt)),
                expiresAt);
    }

    /// Goes on with a session by its token, without a read of any store.
    ///
    /// @throws RejectedException 401 if the token is none of ours, expired or revoked
    public Begun byToken(String text) {
        long now = clock.millis();
        Tokens.Token token = read(text, now);
        UserSession session = token.session();
        if (now - token.issuedAt() <= (token.expiresAt() - token.issuedAt()) / 2) {
            return new Begun(session, null, token.expiresAt());
        }
        long expiresAt = now + tokenLifeMs;
        sessions.prolong(session, expiresAt);
        return new Begun(session, tokens.make(new Tokens.Token(session, now, expiresAt)),
                expiresAt);
    }

    /// Returns whose token it is, for one request: nobody stays logged in by it.
    ///
    /// @throws RejectedException 401 if the token is none of ours, expired or revoked
    public UserSession identify(String text) {
        UserSession session = read(text, clock.millis()).session();
        sessions.used(session);
        return session;
    }

    private Tokens.Token read(String text, long now) {
        return tokens.read(text)
                .filter(read -> read.expiresAt() > now)
                .filter(read -> !sessions.isRevoked(read.session().id()))
                .orElseThrow(() -> new RejectedException(ErrorCode.NOT_LOGGED_IN,
                        "the token is invalid, revoked or expired"));
    }

    /// Begins a session without a token, as the original system's clients have them.
    ///
    /// @throws RejectedException 404 if there is no such user, 403 if the password is wrong
    public ClassicLogin classic(UserId userId, String password, String address) {
        Account checked;
        try {
            checked = passwords.require(userId, password, address);
        } catch (RejectedException refused) {
            // This dialect tells who is not there; it costs as much as a wrong password.
            throw refused.code() == ErrorCode.FORBIDDEN && users.find(userId).isEmpty()
                    ? new RejectedException(ErrorCode.NOT_FOUND, "there is no such user")
                    : refused;
        }
        log.info("user {} logged in from {} with a classic client", userId, address);
        return new ClassicLogin(session(checked, "", address, false),
                () -> passwords.isStillRight(checked, password));
    }

    private UserSession session(Account account, String device, String address, boolean durable) {
        byte[] id = new byte[SESSION_ID_BYTES];
        random.nextBytes(id);
        return new UserSession(
                new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(id)),
                account.user(), device, address, clock.millis(), durable);
    }

    /// A session that begins in the classic dialect.
    ///
    /// @param stillRight asked when it is open: tells whether the password still holds
    public record ClassicLogin(UserSession session, BooleanSupplier stillRight) {}

    /// A session that begins or goes on.
    ///
    /// @param token null if the one used stays the newest
    public record Begun(UserSession session, @Nullable String token, long tokenExpiresAt) {

        @Override
        public String toString() {
            return "Begun[" + session.id() + "]"; // A token must not reach a log by accident.
        }
    }
}
