package im.throng.server.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointerTest {

    private static final String PUT = "INSERT INTO meta (name, value) VALUES (?, ?) "
            + "ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    private static final String VALUE = "x".repeat(64 * 1024);
    private static final long LOG_BYTES = 1L << 20;
    private static final int WRITES_MAX = 20_000;

    @TempDir
    Path directory;

    private Database database;
    private Committer committer;
    private Checkpointer checkpointer;
    private final CompletableFuture<Throwable> death = new CompletableFuture<>();

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("throng.db"));
        committer = new Committer(database, 1 << 20, death::complete);
        checkpointer = new Checkpointer(database, Duration.ofMillis(5), LOG_BYTES);
        committer.watch(checkpointer);
        committer.start();
        checkpointer.start();
    }

    @AfterEach
    void close() {
        committer.close();
        checkpointer.close();
    }

    /// Once the file no longer grows while far more than its length is written, the log has begun
    /// anew, though the writer never paused.
    @Test
    void theLogBeginsAnewUnderAWriterThatNeverPauses() {
        long written = 0;
        long grownAt = 0;
        long length = 0;
        for (int i = 0; i < WRITES_MAX && written - grownAt < 8 * Math.max(LOG_BYTES, length);
                i++) {
            put(i);
            written += VALUE.length();
            if (database.walBytes() > length) {
                length = database.walBytes();
                grownAt = written;
            }
        }
        assertThat(length).isGreaterThan(LOG_BYTES);
        assertThat(written - grownAt).isGreaterThanOrEqualTo(8 * length);
        assertThat(death).isNotDone();
    }

    /// An export may read for long; the writer does not wait for it.
    @Test
    void aLongReaderPutsTheBeginningOffAndHoldsUpNobody() throws Exception {
        put(0);
        try (Sql reader = database.reader()) {
            reader.snapshot(() -> {
                assertThat(names(reader)).isEqualTo(1);
                for (int i = 1; i < 200; i++) {
                    put(i);
                }
                assertThat(names(reader)).isEqualTo(1);
                return 0;
            });
            assertThat(database.walBytes()).isGreaterThan(4 * LOG_BYTES);
        }
    }

    private static long names(Sql sql) throws SQLException {
        return sql.first("SELECT count(*) FROM meta WHERE name LIKE 'n%'", row -> row.getLong(1))
                .orElseThrow();
    }

    private void put(int number) {
        committer.call(sql -> sql.update(PUT, "n" + number % 300, VALUE));
    }
}
