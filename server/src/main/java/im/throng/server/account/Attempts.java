package im.throng.server.account;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Counts wrong passwords and registrations (P-11): who guesses is stopped, and who is guessed at
/// is slowed but never locked out.
///
/// Threading: any thread that may block; the counts are guarded by its lock.
public final class Attempts {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long SLOW_MS = 1_000;

    private final Counts<IdAndAddress> byPair;
    private final Counts<String> byAddress;
    private final Counts<UserId> byId;
    private final Counts<String> registrations;
    private final Predicate<String> exempt;
    private final LongSupplier nanoTime;
    private final long turnWaitMs;
    private final Map<UserId, Turns> turns = new HashMap<>();

    /// Creates counts of nothing.
    ///
    /// @param exempt   tells which addresses are free of the limits per address alone
    /// @param nanoTime as [System#nanoTime]
    public Attempts(AccountConfig config, Predicate<String> exempt, LongSupplier nanoTime) {
        AttemptsConfig limits = config.attempts();
        this.byPair = new Counts<>(limits.perIdAndAddress(), WINDOW.toNanos());
        this.byAddress = new Counts<>(limits.perAddress(), WINDOW.toNanos());
        this.byId = new Counts<>(limits.perId(), WINDOW.toNanos());
        this.registrations = new Counts<>(limits.registrationsPerHour(), HOUR.toNanos());
        this.exempt = exempt;
        this.nanoTime = nanoTime;
        this.turnWaitMs = config.loginWait().toMillis();
    }

    /// Lets a try of a password begin; for an id that is being guessed at it first waits for its
    /// turn, one second each. The try counts as wrong until it is known to be right or came to
    /// nothing, so that many at the same moment are no way around the limit.
    ///
    /// @throws RejectedException 429 if there were too many, 503 if too many wait for the id
    public void begin(UserId id, String address) {
        if (reserve(id, address)) {
            try {
                awaitTurn(id);
            } catch (RejectedException noTurn) {
                undecided(id, address);
                throw noTurn;
            }
        }
    }

    /// Notes a wrong password.
    public synchronized void failed(UserId id, String address) {
        long now = nanoTime.getAsLong();
        byId.add(id, now);
        if (!exempt.test(address)) {
            byAddress.add(address, now);
        }
    }

    /// Notes that a try came to nothing: the password was not looked at.
    public synchronized void undecided(UserId id, String address) {
        byPair.takeBack(new IdAndAddress(id, address));
    }

    /// Notes a right password.
    public synchronized void succeeded(UserId id, String address) {
        byPair.clear(new IdAndAddress(id, address));
    }

    /// Counts a registration.
    ///
    /// @throws RejectedException 429 if there were too many
    public synchronized void registration(String address) {
        if (exempt.test(address)) {
            return;
        }
        long now = nanoTime.getAsLong();
        refuseWhile(registrations.waitNanos(address, now), "too many registrations from here");
        registrations.add(address, now);
    }

    /// Counts the try; returns whether the id is being guessed at.
    private synchronized boolean reserve(UserId id, String address) {
        long now = nanoTime.getAsLong();
        refuseWhile(byPair.waitNanos(new IdAndAddress(id, address), now),
                "too many wrong passwords");
        if (!exempt.test(address)) {
            refuseWhile(byAddress.waitNanos(address, now), "too many wrong passwords from here");
        }
        byPair.add(new IdAndAddress(id, address), now);
        return byId.waitNanos(id, now) > 0;
    }

    private void awaitTurn(UserId id) {
        Turns own;
        synchronized (this) {
            own = turns.computeIfAbsent(id, _ -> new Turns());
            own.waiting++;
        }
        try {
            if (!own.turn.tryAcquire(turnWaitMs, TimeUnit.MILLISECONDS)) {
                throw new RejectedException(ErrorCode.UNAVAILABLE,
                        "too many people try this id, try again soon", turnWaitMs);
            }
            try {
                // The next one's second begins when this one's is over.
                new Semaphore(0).tryAcquire(SLOW_MS, TimeUnit.MILLISECONDS);
            } finally {
                own.turn.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedException(ErrorCode.UNAVAILABLE, "the server is stopping");
        } finally {
            synchronized (this) {
                own.waiting--;
                if (own.waiting == 0) {
                    turns.remove(id, own);
                }
            }
        }
    }

    private static void refuseWhile(long waitNanos, String words) {
        if (waitNanos > 0) {
            throw new RejectedException(ErrorCode.TOO_FAST, words,
                    Math.max(1, TimeUnit.NANOSECONDS.toMillis(waitNanos)));
        }
    }

    private record IdAndAddress(UserId id, String address) {}

    /// Those who wait for one id.
    private static final class Turns {
        private final Semaphore turn = new Semaphore(1, true);
        private int waiting;
    }
}
