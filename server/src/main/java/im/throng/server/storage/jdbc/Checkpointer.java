package im.throng.server.storage.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves what is in the write-ahead log into the database, beside the writer, and sees to it that
/// the log begins anew.
///
/// ```
///  checkpointer:  copy, write back ........, copy, write back .., copy, ask
///  writer:        ===  ===  ===  ===  ===  ===  ===  ===  ===  ===  copy the last  ===  ===
///                 transactions                                      between two
/// ```
///
/// A passive checkpoint waits for nobody and nobody waits for it, but a writer that never pauses
/// has always written more by its end, and the log only begins anew when all of it was copied. So
/// the writer copies the last few pages itself, between two transactions: some milliseconds. The
/// file is not cut off: freeing half a gigabyte of it has held up the writer for 0.8 s, and pages
/// that are there already are synced more cheaply than new ones.
///
/// A checkpoint that does not reach the log's end syncs nothing, and one that does syncs all that
/// was copied since the last that did: thousands of pages, on the writer's time. Therefore they are
/// written back in small parts as long as many come.
///
/// A reader sees the log as it was when it began, and puts a new beginning off until it ends. So do
/// short ones without end, each of which begins before another has ended. Therefore above a second
/// length the writer waits for the readers of that moment, but not for long: one that takes its
/// time (an export) is left alone until the log has grown by another quarter.
///
/// Threading: one thread of its own; as a watcher on the committer's.
final class Checkpointer implements AutoCloseable, Committer.Watcher {

    private static final Logger log = LoggerFactory.getLogger(Checkpointer.class);
    private static final String PASSIVE = "PRAGMA wal_checkpoint(PASSIVE)";
    private static final String RESTART = "PRAGMA wal_checkpoint(RESTART)";
    /// A log of this part of its length is copied already: a small disk has no room for more.
    private static final int COPIED_PART = 32;
    private static final Duration WAIT_MAX = Duration.ofMillis(200);
    /// So many tasks between two looks are many: 1,600 a second.
    static final int MANY = 1_000;
    /// How often there is a look at the log in a period, while nothing is written back.
    private static final int CHECKS = 4;
    /// A disk that takes longer for a pass is too slow for it, and the log must not wait.
    private static final int PASS_PERIODS = 2;
    /// In so many parts the database is written back within a period.
    private static final int PARTS = 64;
    /// After so many of them what has come meanwhile is copied: a few milliseconds' work.
    private static final int COPY_PARTS = 16;
    /// Before the log begins anew there are passes of so many parts, each shorter than the one
    /// before, so that less and less has come meanwhile.
    private static final int[] LAST_PARTS = {16, 4};
    /// What the log has in front of each page.
    private static final long FRAME_HEADER_BYTES = 24;

    private final Database database;
    private final Sql sql;
    /// The committer's, as the one it writes by, but one that gives up soon.
    private final Sql waiting;
    private final Duration period;
    private final long logBytes;
    private final long waitBytes;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("checkpointer").daemon().factory());
    private final Writeback writeback;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean due;
    private volatile long walBytes;
    private volatile long passes;
    private final long frameBytes;
    private long nextWaitBytes;
    /// How many tasks were committed; the committer's thread counts.
    private volatile long tasks;
    private long tasksSeen;
    private boolean uncopied;
    private int checksWithoutCopy;

    /// Creates it; [#start] starts it.
    ///
    /// @param period   how long the database is written back; where little comes, checkpoints are
    ///                 two of them apart
    /// @param logBytes from which length on the log is to begin anew; from 1/32 of it on its
    ///                 pages are copied
    /// @param waitBytes from which length on the writer waits for readers
    Checkpointer(Database database, Duration period, long logBytes, long waitBytes) {
        this.database = database;
        this.sql = database.writer();
        this.waiting = database.writer(WAIT_MAX);
        this.period = period;
        this.logBytes = logBytes;
        this.waitBytes = waitBytes;
        this.frameBytes = FRAME_HEADER_BYTES + pageBytes();
        this.nextWaitBytes = waitBytes;
        this.writeback = new Writeback(database.file());
    }

    void start() {
        long nanos = period.toNanos() / CHECKS;
        timer.scheduleWithFixedDelay(this::check, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /// Stops, and moves all there is if nobody else uses the database.
    @Override
    public void close() {
        closing.countDown();
        timer.shutdown();
        try {
            if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
                log.warn("the last checkpoint did not end");
            }
            sql.close();
            waiting.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            log.warn("closing the checkpointer failed", e);
        }
        writeback.close();
    }

    @Override
    public void batchEnding(Sql writer) {
        // It waits for the end of the transaction.
    }

    @Override
    public void batchEnded(Sql writer) {
        if (due) {
            due = false;
            beginAnew(writer);
        }
    }

    private void beginAnew(Sql writer) {
        long held = copy(writer);
        if (held > nextWaitBytes) {
            boolean waited = waitForReaders();
            log.debug("the log holds {} MiB, waited for readers: {}", held >> 20, waited);
            nextWaitBytes = waited ? waitBytes : held + waitBytes / 4;
        }
    }

    /// Waits for those who read now; those who come meanwhile need nothing of the log. Returns
    /// whether the log begins anew.
    private boolean waitForReaders() {
        try {
            return waiting.once(RESTART, row -> row.getInt(1)).orElse(1) == 0;
        } catch (SQLException e) {
            log.warn("waiting for readers failed: {}", e.getMessage());
            return false;
        }
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread counts.
    public void batchTook(int count, long nanos) {
        tasks += count;
    }

    @Override
    public void rolledBack() {
        // What is in the log does not concern it.
    }

    /// Returns how long the log's file was at the last look. Any thread.
    long walBytes() {
        return walBytes;
    }

    private void check() {
        try {
            // The file's length tells only that there may be much in it: it begins anew in place.
            walBytes = database.walBytes();
            if (walBytes > logBytes / COPIED_PART) {
                copyIfDue();
            }
        } catch (RuntimeException e) {
            log.error("a look at the log failed", e); // The next one is soon.
        }
    }

    private void copyIfDue() {
        long fresh = tasks - tasksSeen;
        tasksSeen += fresh;
        uncopied |= fresh > 0;
        checksWithoutCopy++;
        boolean busy = fresh >= MANY && writeback.works();
        if (!uncopied || (!busy && checksWithoutCopy < 2 * CHECKS)) {
            return;
        }
        uncopied = false;
        checksWithoutCopy = 0;
        long held = copy(sql);
        if (busy && !writeBack(PARTS, period.toNanos() / PARTS)) {
            return;
        }
        if (held > logBytes && !due) {
            for (int parts : LAST_PARTS) {
                writeBack(parts, period.toNanos() / PARTS / (PARTS / parts));
            }
            due = true;
        }
        // What came meanwhile says how busy it was then, not how busy it is.
        long now = tasks;
        uncopied |= now > tasksSeen;
        tasksSeen = now;
    }

    /// Returns how often the database was written back from its beginning to its end. Any thread.
    long passes() {
        return passes;
    }

    /// Writes back what was copied, and copies what comes meanwhile. Returns false once it closes.
    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread counts.
    private boolean writeBack(int parts, long pauseNanos) {
        long began = System.nanoTime();
        boolean whole = writeback.pass(parts, part -> {
            if (part > 0 && part % COPY_PARTS == 0) {
                copy(sql);
            }
            return !isClosingWithin(pauseNanos)
                    && System.nanoTime() - began < PASS_PERIODS * period.toNanos();
        });
        if (whole && parts == PARTS) {
            passes++;
        }
        copy(sql);
        return closing.getCount() > 0;
    }

    private boolean isClosingWithin(long nanos) {
        try {
            return closing.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private long pageBytes() {
        try {
            return sql.once("PRAGMA page_size", row -> row.getLong(1)).orElseThrow();
        } catch (SQLException e) {
            throw Failures.toOperator(database.file().toString(), e);
        }
    }

    /// Copies what it can without waiting; returns how many bytes the log holds.
    private long copy(Sql by) {
        try {
            return frameBytes * by.once(PASSIVE, row -> row.getLong(2)).orElse(0L);
        } catch (SQLException e) {
            log.warn("a checkpoint failed: {}", e.getMessage());
            return 0;
        }
    }
}
