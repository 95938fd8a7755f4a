package im.throng.server.gateway;

import im.throng.server.session.Lane;
import im.throng.server.telemetry.Histogram;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.netty.util.internal.PlatformDependent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An event loop as a lane, with the connections it owns. A sweep looks after their deadlines, so
/// that a silent connection needs no timer: each time after a small part of them, so that each has
/// its turn about once a second, and the end of thousands at once keeps nobody waiting long.
///
/// Threading: [#execute] any thread, the rest confined to the event loop.
public final class LoopLane implements Lane {

    private static final Logger log = LoggerFactory.getLogger(LoopLane.class);
    private static final long SWEEP_MS = 100;
    /// From so many connections on, writing takes so long that it pays to wait a little for more.
    private static final int CROWD_MIN = 256;
    /// The wait for each connection to be written: a small part of what the writing takes.
    private static final long WAIT_NANOS_EACH = 200;
    private static final long WAIT_NANOS_MAX = 2_000_000;
    private static final int PARTS = 10;
    /// What waits is reviewed with every so many sweeps.
    private static final int REVIEW_SWEEPS = 2;

    private final EventExecutor loop;
    private final LongSupplier nanoTime;
    private final List<Set<ClientConnection>> parts = Stream.generate(
            () -> (Set<ClientConnection>) new LinkedHashSet<ClientConnection>())
            .limit(PARTS).toList();
    private int nextPart;
    private final List<ClientConnection> dirty = new ArrayList<>();
    private final Backlog backlog;
    private Histogram lag = _ -> { };
    private long sweptNanos;
    private volatile long waitingBytes;
    private volatile int slowConnections;

    /// Creates a lane and starts its sweep.
    ///
    /// @param nanoTime      as [System#nanoTime]
    /// @param outboundBytes how much may wait for all its connections together
    public LoopLane(EventExecutor loop, LongSupplier nanoTime, long outboundBytes) {
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.backlog = new Backlog(outboundBytes, LoopLane::memoryIsShort);
        this.sweptNanos = nanoTime.getAsLong();
        loop.scheduleWithFixedDelay(this::sweep, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException stopped) {
            log.debug("a task came after the end");
        }
    }

    /// Runs the task on the lane after a while.
    void executeLater(Runnable task, long nanos) {
        try {
            loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            log.debug("a task came after the end");
        }
    }

    /// Tells whether the caller is on the lane.
    public boolean isCurrent() {
        return loop.inEventLoop();
    }

    /// Returns the connections it owns.
    public List<ClientConnection> connections() {
        return parts.stream().flatMap(Set::stream).toList();
    }

    void add(ClientConnection connection) {
        part(connection).add(connection);
    }

    private Set<ClientConnection> part(ClientConnection connection) {
        return parts.get(Math.floorMod(connection.hashCode(), PARTS));
    }

    void remove(ClientConnection connection) {
        part(connection).remove(connection);
        backlog.forget(connection);
    }

    /// Sets where it is noted how late the loop was; takes effect soon. Any thread.
    void watch(Histogram histogram) {
        execute(() -> lag = histogram);
    }

    /// Returns how many tasks wait. Any thread.
    int pendingTasks() {
        return loop instanceof SingleThreadEventExecutor executor ? executor.pendingTasks() : 0;
    }

    /// Returns how many bytes waited for sockets at the last sweep. Any thread.
    long waitingBytes() {
        return waitingBytes;
    }

    /// Returns how many connections had not taken everything at the last sweep. Any thread.
    int slowConnections() {
        return slowConnections;
    }

    /// Returns what waits for its connections.
    Backlog backlog() {
        return backlog;
    }

    /// Flushes a connection when what the lane has to do now is done, so that what several batches
    /// have for it is one write: on a busy lane they wait for each other, on an idle one for
    /// nothing. A crowd of connections waits a few percent of the time that writing to them takes:
    /// what is being stored meanwhile costs no second round.
    void flushSoon(ClientConnection connection) {
        if (dirty.isEmpty()) {
            execute(this::flushOrWait);
        }
        dirty.add(connection);
    }

    private void flushOrWait() {
        if (dirty.size() < CROWD_MIN) {
            flushDirty();
        } else {
            executeLater(this::flushDirty,
                    Math.min(WAIT_NANOS_MAX, dirty.size() * WAIT_NANOS_EACH));
        }
    }

    private void flushDirty() {
        try {
            // Who is flushed may have more to write then, and is added again.
            for (int i = 0; i < dirty.size(); i++) {
                flush(dirty.get(i));
            }
        } finally {
            dirty.clear();
        }
    }

    /// What is wrong with one connection must not silence the others.
    private static void flush(ClientConnection connection) {
        try {
            connection.flushDirty();
        } catch (RuntimeException | OutOfMemoryError e) {
            log.error("writing to a connection failed", e);
            connection.abort();
        }
    }

    /// What is shared by many connections is counted for each, so only the memory itself tells.
    private static boolean memoryIsShort() {
        long used = PlatformDependent.usedDirectMemory();
        return used < 0 || used > PlatformDependent.maxDirectMemory() / 4 * 3;
    }

    private void sweep() {
        lag.note(nanoTime.getAsLong() - sweptNanos - TimeUnit.MILLISECONDS.toNanos(SWEEP_MS));
        if (nextPart % REVIEW_SWEEPS == 0) {
            review();
        }
        long now = nanoTime.getAsLong();
        Set<ClientConnection> due = parts.get(nextPart);
        nextPart = (nextPart + 1) % PARTS;
        // Sockets tell of their end in a task of its own, so nothing is removed during the sweep.
        for (ClientConnection connection : due) {
            try {
                connection.checkDeadlines(now);
            } catch (RuntimeException e) {
                log.error("checking a connection failed", e);
            }
        }
        sweptNanos = nanoTime.getAsLong();
    }

    private void review() {
        try {
            backlog.review();
        } catch (RuntimeException e) {
            log.error("reviewing what waits failed", e);
        }
        waitingBytes = backlog.bytes();
        slowConnections = backlog.connections();
    }
}
