package im.throng.server.account;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.UserId;
import java.util.Optional;

/// Passwords: how long they are, their hashes, and checking one without telling what was wrong.
///
/// Threading: any thread that may block; each check waits for its turn.
public final class Passwords {

    private final UserStore users;
    private final Argon2Hasher hasher;
    private final HashPool pool;
    private final Attempts attempts;
    private final AccountConfig config;

    /// Creates the service.
    public Passwords(UserStore users, Argon2Hasher hasher, HashPool pool, Attempts attempts,
                     AccountConfig config) {
        this.users = users;
        this.hasher = hasher;
        this.pool = pool;
        this.attempts = attempts;
        this.config = config;
    }

    /// Returns the hash of a new password.
    ///
    /// @param min the fewest characters it may have
    /// @throws RejectedException 422 if it is too short or too long, 503 if too many wait
    public String hashNew(String password, int min) {
        int length = password.codePointCount(0, password.length());
        if (length < min || length > config.passwordMax()) {
            throw RejectedException.invalid("userPwd",
                    "must have " + min + " to " + config.passwordMax() + " characters");
        }
        return pool.run(() -> hasher.hash(password));
    }

    /// Returns the account if the password is right; a hash made with old parameters is renewed.
    ///
    /// @param address where the password comes from, for the counts of wrong ones
    /// @throws RejectedException 403 for a missing account and a wrong password alike, in the same
    ///                           time; 429 after too many; 503 if too many wait
    public Account require(UserId id, String password, String address) {
        attempts.begin(id, address);
        Optional<Account> account;
        String hash;
        boolean right;
        try {
            account = users.find(id);
            hash = account.map(Account::hash).orElseGet(hasher::decoy);
            right = matches(password, hash);
        } catch (RejectedException busy) {
            attempts.undecided(id, address);
            throw busy;
        }
        if (!right || account.isEmpty()) {
            attempts.failed(id, address);
            throw new RejectedException(ErrorCode.FORBIDDEN, "wrong id or password");
        }
        attempts.succeeded(id, address);
        if (hasher.isOutdated(hash)) {
            users.replaceHash(id, pool.run(() -> hasher.hash(password)));
        }
        return account.get();
    }

    private boolean matches(String password, String hash) {
        return pool.run(() -> hasher.matches(password, hash));
    }
}
