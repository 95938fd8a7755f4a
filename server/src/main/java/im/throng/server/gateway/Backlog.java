package im.throng.server.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// What waits for the sockets of one event loop, in all, and what is done when it is too much
/// (P-21).
///
/// Only connections whose queue was not empty after a flush are known here, so one that takes what
/// it is sent costs nothing, nor does an idle one. Each loop has its own share of the cap
/// (`limits.outbound-total-bytes` divided by the loops): connections are spread evenly, nothing is
/// shared between threads, and the sum of the shares is the cap.
///
/// ```
///  sum above the share             the connections furthest behind are held, until those that are
///                                  not hold at most half of the share
///  a connection is behind, and     it is held at once
///  the sum is above the share
///  sum above twice the share, and  the connections furthest behind are cut off
///  memory is short
///  the held one's queue is empty   it is let go
///  sum at most half of the share   all are let go
/// ```
///
/// A connection that is held gets no push, and its requests wait, as if its own queue were full;
/// when it is let go it gets its hint. One that knows no hints is closed instead, if it is among
/// those furthest behind.
///
/// What waits is the sum of what each connection waits for. A frame that several wait for counts
/// for each, though it is in memory once: so nobody is cut off by the sum alone.
///
/// Threading: confined to the event loop.
final class Backlog {

    private static final int PARTS = 8;

    private final long share;
    private final BooleanSupplier memoryIsShort;
    private final Map<Queue, Waiting> behind = new HashMap<>(0);
    private long sum;
    /// Whether connections are being held, since the sum was above the share.
    private boolean over;
    /// Above this sum everything is counted anew before the next sweep.
    private long recountAbove;

    /// Creates an empty backlog.
    ///
    /// @param share         how many bytes may wait on this loop
    /// @param memoryIsShort whether the memory for what waits is nearly used up
    Backlog(long share, BooleanSupplier memoryIsShort) {
        this.share = share;
        this.memoryIsShort = memoryIsShort;
        this.recountAbove = 2 * share;
    }

    /// Tells whether everything was taken.
    boolean isEmpty() {
        return behind.isEmpty();
    }

    /// Returns how many bytes wait, as far as is known.
    long bytes() {
        return sum;
    }

    /// Returns how many connections have not taken everything, as far as is known.
    int connections() {
        return behind.size();
    }

    /// Learns how many bytes wait for a connection now.
    void note(Queue queue, long bytes) {
        Waiting waiting = behind.get(queue);
        if (waiting == null) {
            if (bytes == 0) {
                return;
            }
            waiting = new Waiting(queue);
            behind.put(queue, waiting);
        }
        sum += bytes - waiting.bytes;
        waiting.bytes = bytes;
        if (bytes == 0 && !waiting.held) {
            behind.remove(queue);
        } else if (sum > recountAbove || (sum > share && !over)) {
            // What the sockets took meanwhile was not told: is it really so much?
            review();
        } else if (sum > share && !waiting.queue.isClassic()) {
            hold(waiting);
        }
    }

    /// Forgets a connection that is closed.
    void forget(Queue queue) {
        Waiting waiting = behind.remove(queue);
        if (waiting != null) {
            sum -= waiting.bytes;
        }
    }

    /// Looks at everything that waits: called every now and then, since sockets take bytes without
    /// telling.
    void review() {
        if (behind.isEmpty()) {
            over = false;
            return;
        }
        count();
        // Until it is well below the share, so that it is not counted again and again at its edge.
        over = over ? sum > share / 2 : sum > share - share / PARTS;
        if (over) {
            holdFurthest();
        }
        if (sum > 2 * share && memoryIsShort.getAsBoolean()) {
            cutFurthest();
        }
        recountAbove = Math.max(2 * share, sum + share / PARTS);
        release();
    }

    private void count() {
        sum = 0;
        for (Waiting waiting : behind.values()) {
            waiting.bytes = waiting.queue.waitingBytes();
            sum += waiting.bytes;
        }
        behind.values().removeIf(waiting -> waiting.bytes == 0 && !waiting.held);
    }

    private List<Waiting> furthestFirst() {
        List<Waiting> furthestFirst = new ArrayList<>(behind.values());
        furthestFirst.sort(Comparator.comparingLong((Waiting one) -> one.bytes).reversed());
        return furthestFirst;
    }

    private void cutFurthest() {
        for (Waiting waiting : furthestFirst()) {
            if (sum <= 2 * share || waiting.bytes == 0) {
                return;
            }
            waiting.queue.reset();
            sum -= waiting.bytes;
            waiting.bytes = 0;
        }
    }

    private void holdFurthest() {
        long rest = sum;
        for (Waiting waiting : furthestFirst()) {
            if (rest <= share / 2) {
                return;
            }
            rest -= waiting.bytes;
            if (waiting.bytes > 0) {
                hold(waiting);
            }
        }
    }

    private void release() {
        for (Waiting waiting : List.copyOf(behind.values())) {
            if (waiting.held && (!over || waiting.bytes == 0)) {
                waiting.held = false;
                waiting.queue.hold(false);
                if (waiting.bytes == 0) {
                    behind.remove(waiting.queue);
                }
            }
        }
    }

    private void hold(Waiting waiting) {
        if (!waiting.held) {
            waiting.held = true;
            waiting.queue.hold(true);
        }
        // Who was closed waits for nothing.
        long bytes = waiting.queue.waitingBytes();
        sum += bytes - waiting.bytes;
        waiting.bytes = bytes;
    }

    /// What a connection has not sent yet.
    interface Queue {

        /// Returns how many bytes that is; 0 once it is closed.
        long waitingBytes();

        /// Makes the connection count as behind, or no longer.
        void hold(boolean held);

        /// Tells whether its peer knows no hints, so that holding it would be closing it.
        boolean isClassic();

        /// Closes the connection and drops what waits.
        void reset();
    }

    /// What waits for one connection.
    private static final class Waiting {

        private final Queue queue;
        private long bytes;
        private boolean held;

        Waiting(Queue queue) {
            this.queue = queue;
        }
    }
}
