package im.throng.server.account;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.UserId;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Making accounts.
///
/// Threading: any thread that may block.
public final class Registrations {

    private static final Logger log = LoggerFactory.getLogger(Registrations.class);
    private static final int CLASSIC_PASSWORD_MIN = 1;

    private final UserStore users;
    private final Passwords passwords;
    private final Attempts attempts;
    private final List<AccountListener> listeners;
    private final InstantSource clock;
    private final int passwordMin;

    /// Creates the service.
    public Registrations(UserStore users, Passwords passwords, Attempts attempts,
                         List<AccountListener> listeners, InstantSource clock,
                         AccountConfig config) {
        this.users = users;
        this.passwords = passwords;
        this.attempts = attempts;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
        this.passwordMin = config.passwordMin();
    }

    /// Makes an account and returns its id.
    ///
    /// @throws RejectedException 409 if the id is taken, 422 if the password is too short or long,
    ///                           429 after too many from this address, 503 if the store cannot be
    ///                           reached
    public UserId register(AnonymousRequest.Register request, String address) {
        return register(request, address, passwordMin);
    }

    /// Makes an account by the password rule of the classic dialect.
    ///
    /// @throws RejectedException 409 if the id is taken, 422 if the password is too short or long,
    ///                           429 after too many from this address
    public UserId registerClassic(AnonymousRequest.Register request, String address) {
        return register(request, address, CLASSIC_PASSWORD_MIN);
    }

    private UserId register(AnonymousRequest.Register request, String address, int min) {
        // Before the hash is paid for, and before the try counts.
        users.requireReachable();
        attempts.registration(address);
        String hash = passwords.hashNew(request.password(), min);
        UserId userId = users.create(new NewAccount(request.userId(), request.userName(),
                request.sex(), Role.USER, hash, clock.millis()));
        listeners.forEach(listener -> listener.began(userId));
        log.info("user {} registered", userId);
        return userId;
    }
}
