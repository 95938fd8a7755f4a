package im.throng.server.storage.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves what is in the write-ahead log into the database, beside the writer, and sees to it that
/// the log begins anew.
///
/// ```
///  checkpointer:  copy all ......, copy the rest .., ask
///  writer:        ===  ===  ===  ===  ===  ===  ===   copy the last  ===  ===
///                 transactions                        between two    from the log's beginning
/// ```
///
/// A passive checkpoint waits for nobody and nobody waits for it, but a writer that never pauses
/// has always written more by its end, and the log only begins anew when all of it was copied. So
/// the writer copies the last few pages itself, between two transactions: some milliseconds. The
/// file is not cut off: freeing half a gigabyte of it has held up the writer for 0.8 s, and pages
/// that are there already are synced more cheaply than new ones. A reader that takes long (an
/// export) puts the new beginning off, and the log grows meanwhile.
///
/// Threading: one thread of its own; as a watcher on the committer's.
final class Checkpointer implements AutoCloseable, Committer.Watcher {

    private static final Logger log = LoggerFactory.getLogger(Checkpointer.class);
    private static final String PASSIVE = "PRAGMA wal_checkpoint(PASSIVE)";
    /// A page of 4 KiB with its header.
    private static final long FRAME_BYTES = 4096 + 24;

    private final Database database;
    private final Sql sql;
    private final Duration period;
    private final long logBytes;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("checkpointer").daemon().factory());
    private volatile boolean due;
    private volatile long walBytes;

    /// Creates it; [#start] starts it.
    ///
    /// @param period   how long after one checkpoint the next begins
    /// @param logBytes from which length on the log is to begin anew; from a quarter of it on its
    ///                 pages are copied
    Checkpointer(Database database, Duration period, long logBytes) {
        this.database = database;
        this.sql = database.writer();
        this.period = period;
        this.logBytes = logBytes;
    }

    void start() {
        timer.scheduleWithFixedDelay(this::check, period.toMillis(), period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /// Stops, and moves all there is if nobody else uses the database.
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
                log.warn("the last checkpoint did not end");
            }
            sql.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            log.warn("closing the checkpointer failed", e);
        }
    }

    @Override
    public void batchEnding(Sql writer) {
        // It waits for the end of the transaction.
    }

    @Override
    public void batchEnded(Sql writer) {
        if (due) {
            due = false;
            copy(writer);
        }
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
        // The file's length tells only that there may be much in it: it begins anew in place.
        walBytes = database.walBytes();
        if (walBytes > logBytes / 4 && copy(sql) > logBytes) {
            copy(sql);
            due = true;
        }
    }

    /// Copies what it can without waiting; returns how many bytes the log holds.
    private static long copy(Sql sql) {
        try {
            return FRAME_BYTES * sql.once(PASSIVE, row -> row.getLong(2)).orElse(0L);
        } catch (SQLException e) {
            log.warn("a checkpoint failed: {}", e.getMessage());
            return 0;
        }
    }
}
