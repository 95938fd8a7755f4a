package im.throng.server.gateway;

import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.Request;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// Pages of history are made a few at a time, from the question to the store until the event
/// loop has taken them, or by HTTP until they are encoded: of a thousand who ask for a page of
/// 256 KiB at once, none waits the shorter for all pages being in memory, and everybody else
/// waits behind them.
///
/// Threading: any thread; begun by mailboxes, which wait.
public final class Pages {

    /// More than read the database at once, so that these need not wait for the event loop.
    private static final int PER_CORE = 4;

    private final Semaphore turns =
            new Semaphore(PER_CORE * Runtime.getRuntime().availableProcessors(), true);

    /// Tells whether the answer to a request is one of them. A list of conversations is not:
    /// whoever comes back asks for one, and with turns for that each return cost half as much
    /// again.
    public static boolean isPage(Request request) {
        return request instanceof ChatRequest.ReadHistory;
    }

    /// Waits for a turn and begins it.
    public Ticket begin() {
        turns.acquireUninterruptibly();
        return new Ticket();
    }

    /// Returns how many turns may begin at once now.
    int free() {
        return turns.availablePermits();
    }

    /// Returns about how many wait for a turn.
    int waiting() {
        return turns.getQueueLength();
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
