package im.throng.server.account;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.server.telemetry.Histogram;
import im.throng.server.telemetry.Meters;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The few threads that hash passwords, and the bounded queue in front of them.
///
/// A hash takes tens of milliseconds of a whole core, so it must run neither on an event loop nor
/// on the carriers of the virtual threads.
///
/// Threading: any thread may call; it waits for its turn and its hash.
public final class HashPool implements AutoCloseable {

    private static final long RETRY_AFTER_MS = 2_000;

    private final ThreadPoolExecutor threads;
    private final Duration waitMax;
    private final Histogram waits;

    /// Starts the threads.
    ///
    /// @param waitMax who has not had a turn after this is refused
    public HashPool(int threadCount, int queueMax, Duration waitMax, Meters meters) {
        this.threads = new ThreadPoolExecutor(threadCount, threadCount, 0, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queueMax),
                Thread.ofPlatform().name("hash-", 0).daemon().factory());
        this.waitMax = waitMax;
        this.waits = meters.times("throng_hash_wait",
                "How long passwords waited to be hashed.");
        meters.gauge("throng_hash_queue_tasks", "Passwords that wait to be hashed.",
                () -> threads.getQueue().size());
    }

    /// Runs the work and returns its result.
    ///
    /// @throws RejectedException 503 if too many wait, or the wait is over
    public <T> T run(Callable<T> work) {
        var result = new CompletableFuture<T>();
        long asked = System.nanoTime();
        try {
            threads.execute(() -> {
                long waited = System.nanoTime() - asked;
                waits.note(waited);
                if (waited > waitMax.toNanos()) {
                    result.completeExceptionally(busy());
                    return;
                }
                try {
                    result.complete(work.call());
                } catch (Throwable e) {
                    // An error too, such as want of memory: the caller waits.
                    result.completeExceptionally(e);
                }
            });
            return result.join();
        } catch (RejectedExecutionException full) {
            throw busy();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RejectedException refused) {
                throw refused;
            }
            throw new IllegalStateException("hashing failed", e.getCause());
        }
    }

    /// Ends the threads; who waits is not answered.
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static RejectedException busy() {
        return new RejectedException(ErrorCode.UNAVAILABLE,
                "too many people are logging in, try again soon", RETRY_AFTER_MS);
    }
}
