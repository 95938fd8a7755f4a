package im.throng.server.gateway;

import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.Request;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// Answers that may be long are made a few at a time, from the question to the store until the
/// event loop has taken them, or by HTTP until they are encoded: of a thousand who ask for a
/// page of 256 KiB at once, none waits the shorter for all pages being in memory, and everybody
/// else waits behind them.
///
/// Threading: any thread; begun by mailboxes, which wait.
public final class Pages {

    /// Fewer, and the threads that read the database would wait for work between two of them.
    private static final int PER_CORE = 8;

    private final Semaphore turns =
            new Semaphore(PER_CORE * Runtime.getRuntime().availableProcessors(), true);

    /// Tells whether the answer to a request may be long.
    public static boolean isPage(Request request) {
        return request instanceof ChatRequest.ReadHistory
                || request instanceof ChatRequest.ListConversations;
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
