package im.throng.server.storage.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves what is in the write-ahead log into the database, beside the writer.
///
/// A passive checkpoint waits for nobody, but while readers and the writer never pause it cannot
/// start the log anew; above the bound a truncating one makes the writer wait once, and the log
/// begins from nothing.
///
/// Threading: one thread of its own.
final class Checkpointer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Checkpointer.class);
    private static final long PERIOD_MS = 1_000;
    private static final long PASSIVE_BYTES = 8L << 20;
    private static final long TRUNCATE_BYTES = 512L << 20;

    private final Database database;
    private final Connection connection;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("checkpointer").daemon().factory());

    Checkpointer(Database database) {
        this.database = database;
        this.connection = database.checkpointer();
        timer.scheduleWithFixedDelay(this::check, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    /// Stops, and moves all there is if nobody else uses the database.
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
                log.warn("the last checkpoint did not end");
            }
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            log.warn("closing the checkpointer failed", e);
        }
    }

    private void check() {
        long bytes = database.walBytes();
        try {
            if (bytes > TRUNCATE_BYTES) {
                checkpoint("PRAGMA wal_checkpoint(TRUNCATE)");
            } else if (bytes > PASSIVE_BYTES) {
                // It also pays where the file did not grow: a log begun anew fills the old file.
                checkpoint("PRAGMA wal_checkpoint(PASSIVE)");
            }
        } catch (SQLException e) {
            log.warn("a checkpoint failed: {}", e.getMessage());
        }
    }

    private void checkpoint(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
