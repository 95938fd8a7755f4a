package im.throng.server.gateway;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection's requests, carried out one after the other on a virtual thread that exists only
/// while there is work.
///
/// It is bounded by its reader: once it is full, by number or by bytes, the connection is not read
/// until `drained` runs.
///
/// Threading: any thread offers; one thread at a time carries out.
final class Mailbox {

    private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

    private final int max;
    private final int bytesMax;
    private final LongAdder waitingEverywhere;
    private final Runnable drained;
    private @Nullable Queue<Letter> waiting;
    private long bytes;
    private boolean working;
    private boolean wasFull;

    /// Creates an empty mailbox.
    ///
    /// @param max      with so many tasks waiting it is full
    /// @param bytesMax with frames of so many bytes waiting it is full
    /// @param waitingEverywhere counts what waits in all mailboxes together
    /// @param drained  called when a mailbox that was full is half empty, on the working thread
    Mailbox(int max, int bytesMax, LongAdder waitingEverywhere, Runnable drained) {
        this.max = max;
        this.bytesMax = bytesMax;
        this.waitingEverywhere = waitingEverywhere;
        this.drained = drained;
    }

    /// Adds a task; returns whether the mailbox is full now.
    ///
    /// @param frameBytes about what the task holds in memory
    boolean offer(Runnable task, int frameBytes) {
        boolean begins;
        boolean full;
        synchronized (this) {
            if (waiting == null) {
                waiting = new ArrayDeque<>();
            }
            waiting.add(new Letter(task, frameBytes));
            bytes += frameBytes;
            waitingEverywhere.increment();
            full = waiting.size() >= max || bytes >= bytesMax;
            wasFull |= full;
            begins = !working;
            working = true;
        }
        if (begins) {
            // Not inside: the thread would often begin at once, and have to wait for the lock.
            Thread.ofVirtual().name("mailbox").start(this::work);
        }
        return full;
    }

    /// Tells whether nothing waits and nothing is being carried out.
    synchronized boolean isIdle() {
        return !working;
    }

    private void work() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (Throwable e) {
                // What waits behind it must not be lost: it may be the end of the connection.
                log.error("a task of a connection failed", e);
            }
        }
    }

    private @Nullable Runnable next() {
        Letter next;
        boolean tell;
        synchronized (this) {
            next = waiting == null ? null : waiting.poll();
            bytes -= next == null ? 0 : next.frameBytes();
            tell = wasFull && waiting != null && waiting.size() <= max / 2
                    && bytes <= bytesMax / 2;
            if (tell) {
                wasFull = false;
            }
            if (next == null) {
                waiting = null;
                working = false;
            } else {
                waitingEverywhere.decrement();
            }
        }
        if (tell) {
            drained.run();
        }
        return next == null ? null : next.task();
    }

    private record Letter(Runnable task, int frameBytes) {}
}
