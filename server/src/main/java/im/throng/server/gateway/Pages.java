package im.throng.server.gateway;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// Answers that may be long are made a few at a time, from the question to the store until the
/// event loop has taken them: of a thousand who ask for a page of 256 KiB at once, none waits the
/// shorter for all pages being in memory, and everybody else waits behind them.
///
/// Threading: any thread; begun by mailboxes, which wait.
public final class Pages {

    private static final int PER_CORE = 2;
    private static final int MIN = 4;

    private final Semaphore turns = new Semaphore(
            Math.max(MIN, PER_CORE * Runtime.getRuntime().availableProcessors()), true);

    /// Waits for a turn and begins it.
    public Ticket begin() {
        turns.acquireUninterruptibly();
        return new Ticket();
    }

    /// Returns how many turns may begin at once now.
    int free() {
        return turns.availablePermits();
    }

    /// The making of one answer; ends once, however often it is told to.
    public final class Ticket {

        private final AtomicBoolean over = new AtomicBoolean();

        private Ticket() {}

        /// Lets the next one begin.
        public void end() {
            if (over.compareAndSet(false, true)) {
                turns.release();
            }
        }
    }
}
