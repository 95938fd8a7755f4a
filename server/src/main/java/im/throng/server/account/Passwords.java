package im.throng.server.account;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passwords: how long they are, their hashes, and checking one without telling what was wrong.
///
/// Threading: any thread that may block; each check waits for its turn.
public final class Passwords {

    private static final Logger log = LoggerFactory.getLogger(Passwords.class);

    private final UserStore users;
    private final Argon2Hasher hasher;
    private final HashPool pool;
    private final Attempts attempts;
    private final List<AccountListener> listeners;
    private final AccountConfig config;
    /// Held while a secret is replaced, so that renewing an old one cannot undo a change.
    private final ReentrantLock replacing = new ReentrantLock();

    /// Creates the service.
    ///
    /// @param listeners learn of accounts that are taken over
    public Passwords(UserStore users, Argon2Hasher hasher, HashPool pool, Attempts attempts,
                     List<AccountListener> listeners, AccountConfig config) {
        this.users = users;
        this.hasher = hasher;
        this.pool = pool;
        this.attempts = attempts;
        this.listeners = List.copyOf(listeners);
        this.config = config;
    }

    /// Returns the hash of a new password.
    ///
    /// @param min the fewest characters it may have
    /// @throws RejectedException 422 if it is too short or too long, 503 if too many wait
    public String hashNew(String password, int min) {
        requireLength("userPwd", password, min);
        return pool.run(() -> hasher.hash(password));
    }

    /// Refuses a new password that is too short or too long, by the field's name.
    void requireLength(String field, String password) {
        requireLength(field, password, config.passwordMin());
    }

    /// Replaces the password of an account.
    ///
    /// @throws RejectedException 503 if too many wait
    void replace(UserId id, String password) {
        String hash = pool.run(() -> hasher.hash(password));
        replacing.lock();
        try {
            users.replaceSecret(id, hash, password);
        } finally {
            replacing.unlock();
        }
    }

    /// Tells whether a password that was right a moment ago still is.
    ///
    /// @param checked the account as it was then
    boolean isStillRight(Account checked, String password) {
        Optional<Secret> now = users.find(checked.user().userId()).map(Account::secret);
        return now.isPresent()
                && (now.get().equals(checked.secret()) || matches(password, now.get()));
    }

    /// Returns the account if the password is right; a hash made with old parameters is renewed.
    ///
    /// @param address where the password comes from, for the counts of wrong ones
    /// @throws RejectedException 403 for a missing account and a wrong password alike, in the same
    ///                           time; 429 after too many; 503 if too many wait
    public Account require(UserId id, String password, String address) {
        attempts.begin(id, address);
        Optional<Account> account;
        Secret secret;
        boolean right;
        try {
            account = users.find(id);
            secret = account.map(Account::secret)
                    .orElseGet(() -> new Secret.Hash(hasher.decoy()));
            right = matches(password, secret);
        } catch (RuntimeException notLookedAt) {
            attempts.undecided(id, address);
            throw notLookedAt;
        }
        if (!right || account.isEmpty()) {
            attempts.failed(id, address);
            throw new RejectedException(ErrorCode.FORBIDDEN, "wrong id or password");
        }
        attempts.succeeded(id, address);
        renew(id, secret, password);
        return account.get();
    }

    private void renew(UserId id, Secret secret, String password) {
        switch (secret) {
            case Secret.Hash(String phc) -> {
                if (hasher.isOutdated(phc)) {
                    renewHash(id, secret, password);
                }
            }
            case Secret.Plain _ -> {
                renewHash(id, secret, password);
                log.info("user {} was taken over from another system", id);
                listeners.forEach(listener -> listener.began(id));
            }
        }
    }

    /// Does nothing if the password was changed meanwhile.
    private void renewHash(UserId id, Secret checked, String password) {
        String hash = pool.run(() -> hasher.hash(password));
        replacing.lock();
        try {
            if (users.find(id).map(Account::secret).filter(checked::equals).isPresent()) {
                users.renewHash(id, hash);
            }
        } finally {
            replacing.unlock();
        }
    }

    private boolean matches(String password, Secret secret) {
        return switch (secret) {
            case Secret.Hash(String phc) -> pool.run(() -> hasher.matches(password, phc));
            case Secret.Plain(String plain) -> pool.run(() -> {
                // It takes as long as a hash, so that nobody learns whose password is plain.
                boolean none = hasher.matches(password, hasher.decoy());
                // Emptied ones are no passwords, even where the hash beside them was lost.
                return !none && !plain.isEmpty() && MessageDigest.isEqual(
                        plain.getBytes(StandardCharsets.UTF_8),
                        password.getBytes(StandardCharsets.UTF_8));
            });
        };
    }

    private void requireLength(String field, String password, int min) {
        int length = password.codePointCount(0, password.length());
        if (length < min || length > config.passwordMax()) {
            throw RejectedException.invalid(field,
                    "must have " + min + " to " + config.passwordMax() + " characters");
        }
    }
}
