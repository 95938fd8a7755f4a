package im.throng.server.account;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import java.util.Optional;

/// Passwords: how long they are, their hashes, and checking one without telling what was wrong.
///
/// Threading: any thread that may block; each check waits for its turn.
public final class Passwords {

    private final UserStore users;
    private final Argon2Hasher hasher;
    private final HashPool pool;
    private final AccountConfig config;

    /// Creates the service.
    public Passwords(UserStore users, Argon2Hasher hasher, HashPool pool, AccountConfig config) {
        this.users = users;
        this.hasher = hasher;
        this.pool = pool;
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
    /// @throws RejectedException 403 for a missing account and a wrong password alike, in the same
    ///                           time; 503 if too many wait
    public Account require(Optional<Account> account, String password) {
        String hash = account.map(Account::hash).orElseGet(hasher::decoy);
        boolean right = pool.run(() -> hasher.matches(password, hash));
        if (!right || account.isEmpty()) {
            throw new RejectedException(ErrorCode.FORBIDDEN, "wrong id or password");
        }
        if (hasher.isOutdated(hash)) {
            users.replaceHash(account.get().user().userId(),
                    pool.run(() -> hasher.hash(password)));
        }
        return account.get();
    }
}
