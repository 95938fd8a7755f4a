package im.throng.server.gateway;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where connections come and go, a few at a time: when thousands are cut and come back, whoever
/// stayed is served between them, and not behind them.
///
/// Who goes stands in a line, which is bounded by the connections there were: each stands in it
/// once. Who comes waits in its own mailbox.
///
/// Threading: any thread goes; mailboxes come.
public final class Turnstile implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Turnstile.class);
    private static final int COMING_PER_CORE = 4;
    private static final long CLOSE_NANOS_MAX = 3_000_000_000L;
    private static final long POLL_NANOS = 1_000_000;

    private final Semaphore coming =
            new Semaphore(COMING_PER_CORE * Runtime.getRuntime().availableProcessors(), true);
    private final Queue<Runnable> going = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean turning = new AtomicBoolean();

    /// Carries out what lets a session go on over a new connection, when it is its turn; waits
    /// until then. It must not wait for anything itself.
    public void come(Runnable arrival) {
        coming.acquireUninterruptibly();
        try {
            arrival.run();
        } finally {
            coming.release();
        }
    }

    /// Carries out what a connection that is gone leaves to be done, some time later.
    public void go(Runnable departure) {
        going.add(departure);
        if (turning.compareAndSet(false, true)) {
            turn();
        }
    }

    /// Waits, for some seconds at most, until nobody stands in the line.
    @Override
    public void close() {
        long deadline = System.nanoTime() + CLOSE_NANOS_MAX;
        while (turning.get() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /// Each has a thread of its own, which stands behind the mailboxes that have work already.
    private void turn() {
        Thread.ofVirtual().name("turnstile").start(this::letOneGo);
    }

    private void letOneGo() {
        Runnable next = going.poll();
        try {
            if (next != null) {
                next.run();
            }
        } catch (RuntimeException | Error failed) {
            log.error("a connection could not be let go", failed);
        }
        if (!going.isEmpty()) {
            turn();
            return;
        }
        turning.set(false);
        // Who came between the last look and this moment saw it turning, and relies on it.
        if (!going.isEmpty() && turning.compareAndSet(false, true)) {
            turn();
        }
    }
}
