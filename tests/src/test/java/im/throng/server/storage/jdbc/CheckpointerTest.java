package im.throng.server.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CheckpointerTest {

    private static final String PUT = "INSERT INTO meta (name, value) VALUES (?, ?) "
            + "ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    private static final String VALUE = "x".repeat(64 * 1024);
    private static final long LOG_BYTES = 1L << 20;
    private static final long WAIT_BYTES = 4 * LOG_BYTES;
    private static final int WRITES_MAX = 4_000;

    @TempDir
    Path directory;

    private Database database;
    private Committer committer;
    private Checkpointer checkpointer;
    private long puts;
    private final CompletableFuture<Throwable> death = new CompletableFuture<>();

    @BeforeEach
    void open() {
        open(Duration.ofMillis(5));
    }

    private void open(Duration period) {
        database = Database.open(directory.resolve("throng.db"));
        committer = new Committer(database, 1 << 20, death::complete);
        checkpointer = new Checkpointer(database, period, LOG_BYTES, WAIT_BYTES);
        committer.watch(checkpointer);
        committer.start();
        checkpointer.start();
    }

    @AfterEach
    void close() {
        committer.close();
        checkpointer.close();
    }

    @Test
    void theLogBeginsAnewUnderAWriterThatNeverPauses() {
        writeUntilItBeginsAnew();
        assertThat(database.walBytes()).isGreaterThan(LOG_BYTES);
        assertThat(checkpointer.passes()).as("few tasks: nothing is written back").isZero();
    }

    @Test
    void whileManyComeTheDatabaseIsWrittenBack() {
        close();
        open(Duration.ofMillis(400));
        put(0);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            checkpointer.batchTook(Checkpointer.MANY, 0);
            return checkpointer.passes() > 1;
        });
        put(1);
        assertThat(death).isNotDone();
    }

    /// An export may read for long; the writer does not wait for it.
    @Test
    void aLongReaderPutsTheBeginningOffAndHoldsUpNobody() throws Exception {
        put(0);
        try (Sql reader = database.reader()) {
            reader.snapshot(() -> {
                assertThat(names(reader)).isEqualTo(1);
                while (database.walBytes() < 2 * WAIT_BYTES) {
                    put(1);
                }
                assertThat(names(reader)).isEqualTo(1);
                return 0;
            });
        }
        writeUntilItBeginsAnew();
    }

    /// There is never a moment at which nobody reads: each of two begins before the other ends.
    @Test
    void readersWithoutEndDoNotLetTheLogGrowWithoutEnd() throws Exception {
        put(0);
        var done = new AtomicBoolean();
        var firstBegan = new Semaphore(0);
        var secondBegan = new Semaphore(0);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var first = threads.submit(() -> readOn(firstBegan, secondBegan, done));
            firstBegan.acquire();
            var second = threads.submit(() -> readOn(secondBegan, firstBegan, done));
            try {
                writeUntilItBeginsAnew();
                assertThat(database.walBytes()).isLessThan(4 * WAIT_BYTES);
            } finally {
                done.set(true);
            }
            first.get();
            second.get();
        }
    }

    /// Writes until the file no longer grows while far more than its length is written: then the
    /// log has begun anew.
    private void writeUntilItBeginsAnew() {
        long written = 0;
        long grownAt = 0;
        long length = 0;
        for (int i = 0; i < WRITES_MAX && written - grownAt < 4 * Math.max(LOG_BYTES, length);
                i++) {
            put(i);
            written += VALUE.length();
            if (database.walBytes() > length) {
                length = database.walBytes();
                grownAt = written;
            }
        }
        assertThat(written - grownAt).isGreaterThanOrEqualTo(4 * length);
        assertThat(death).isNotDone();
    }

    /// Reads again and again, and ends each time only when the other one has begun.
    private void readOn(Semaphore begun, Semaphore otherBegan, AtomicBoolean done) {
        try (Sql reader = database.reader()) {
            while (!done.get()) {
                reader.snapshot(() -> {
                    names(reader);
                    begun.release();
                    otherBegan.acquireUninterruptibly();
                    return 0;
                });
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            begun.release(); // The other one waits no longer.
        }
    }

    private static long names(Sql sql) throws SQLException {
        return sql.first("SELECT count(*) FROM meta WHERE name LIKE 'n%'", row -> row.getLong(1))
                .orElseThrow();
    }

    /// Writes another value each time: the database leaves pages alone that would not change.
    private void put(int number) {
        committer.call(sql -> sql.update(PUT, "n" + number % 300, ++puts + VALUE));
    }
}
