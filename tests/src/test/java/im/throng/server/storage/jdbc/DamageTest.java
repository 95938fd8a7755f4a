package im.throng.server.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.UserId;
import im.throng.server.chat.EntryStore;
import im.throng.server.chat.Place;
import im.throng.server.chat.SampleLog;
import im.throng.server.chat.StoredEntry;
import im.throng.server.storage.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bytes of the store's files change on the disk: what is wrong is said to be damaged, never shown.
class DamageTest {

    private static final int ENTRIES = 300;
    private static final int CASES = Integer.getInteger("throng.cases", 150);
    private static final long SEED = Long.getLong("throng.seed", 20_260_201);
    private static final UserId READER = new UserId(1);

    @TempDir
    Path directory;

    private Path file = Path.of("");
    private byte[] database = {};
    private byte[] log = {};
    private List<StoredEntry> written = List.of();

    @BeforeEach
    void write() throws IOException, SQLException {
        file = directory.resolve("throng.db");
        try (var storage = new TestStorage(directory)) {
            SampleLog.write(storage.now().entries(), ENTRIES / 2);
        }
        try (var storage = new TestStorage(directory)) {
            SampleLog.write(storage.now().entries(), ENTRIES / 2);
            written = readAll(storage.now().entries());
            log = Files.readAllBytes(directory.resolve("throng.db-wal"));
            // As it would be found after a crash: the second half is in the log alone.
            database = Files.readAllBytes(file);
        }
        assertThat(written).hasSize(ENTRIES);
        assertThat(log.length).isGreaterThan(100_000);
    }

    @Test
    void aByteOfATextThatChangedIsFoundAndTheOthersAreRead() throws IOException {
        // It may lie in several places: what was moved leaves its old bytes behind.
        var changed = new String(database, StandardCharsets.ISO_8859_1)
                .replace("the text number 7.", "the test number 7.");
        restore(changed.getBytes(StandardCharsets.ISO_8859_1), new byte[0]);
        try (var storage = new TestStorage(directory)) {
            EntryStore entries = storage.now().entries();
            assertDamaged(() -> page(entries, new HistoryRange.After(0), 10));
            assertDamaged(() -> storage.now().entries().page(Place.EVERYBODY, READER,
                    new HistoryRange.Before(9), 3));
            assertThat(page(entries, new HistoryRange.After(7), 10))
                    .isEqualTo(written.subList(7, 17));
        }
    }

    @Test
    void anIndexThatLostAnEntryIsFound() throws SQLException, IOException {
        restore(database, log);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            // What a damaged index looks like from outside: a row that is not found.
            statement.execute("DELETE FROM entry WHERE seq = 20");
        }
        try (var storage = new TestStorage(directory)) {
            EntryStore entries = storage.now().entries();
            assertDamaged(() -> page(entries, new HistoryRange.After(10), 20));
            assertDamaged(() -> page(entries, new HistoryRange.After(19), 20));
            assertDamaged(() -> page(entries, new HistoryRange.Before(30), 20));
            assertThat(page(entries, new HistoryRange.After(20), 5))
                    .isEqualTo(written.subList(20, 25));
        }
    }

    @Test
    void anyByteOfTheDatabaseThatChangedIsFoundOrMeansNothing() throws IOException {
        var random = new Random(SEED);
        int found = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] changed = database.clone();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            restore(changed, log);
            found += readsOnlyWhatIsRight("byte " + at) ? 0 : 1;
        }
        assertThat(found).as("damage that was said to be some").isPositive();
    }

    @Test
    void aLogThatIsTornOrChangedGivesABeginningOfWhatWasWritten() throws IOException {
        var random = new Random(SEED);
        for (int i = 0; i < CASES / 3; i++) {
            int at = random.nextInt(log.length);
            byte[] torn = Arrays.copyOf(log, at);
            restore(database, torn);
            assertBeginning("cut at " + at);
            byte[] changed = log.clone();
            changed[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            restore(database, changed);
            assertBeginning("changed at " + at);
        }
    }

    @Test
    void aHeaderThatChangedIsToldAtTheStart() throws IOException {
        for (UnaryOperator<byte[]> damage : List.<UnaryOperator<byte[]>>of(
                bytes -> flipped(bytes, 0), bytes -> flipped(bytes, 16),
                bytes -> Arrays.copyOf(bytes, 50), bytes -> flipped(bytes, 100))) {
            restore(damage.apply(database), new byte[0]);
            assertThatThrownBy(() -> Database.open(file))
                    .isInstanceOfSatisfying(StorageException.class, e ->
                            assertThat(e.kind()).isEqualTo(StorageException.Kind.CORRUPT))
                    .hasMessageContaining("is damaged");
        }
    }

    @Test
    void entriesFromBeforeThereWereSumsAreReadAsTheyStand() throws IOException, SQLException {
        restore(database, log);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("DROP TABLE departure");
            statement.execute("DROP TABLE muted_outsider");
            statement.execute("DROP INDEX join_request_user");
            statement.execute("DROP INDEX join_request_at");
            statement.execute("ALTER TABLE entry DROP COLUMN checksum");
            statement.execute("PRAGMA user_version = 5");
        }
        try (var storage = new TestStorage(directory)) {
            assertThat(readAll(storage.now().entries())).isEqualTo(written);
        }
    }

    /// Returns whether everything was read.
    private boolean readsOnlyWhatIsRight(String what) {
        boolean whole = true;
        try (var storage = new TestStorage(directory)) {
            for (int from = 0; from < ENTRIES; from += 10) {
                try {
                    List<StoredEntry> read = page(storage.now().entries(),
                            new HistoryRange.After(from), 10);
                    assertThat(read).as(what).isEqualTo(
                            written.subList(from, from + read.size()));
                } catch (RejectedException refused) {
                    assertThat(refused).as(what).hasMessageContaining("store is damaged");
                    whole = false;
                }
            }
        } catch (StorageException refused) {
            assertThat(refused).hasMessageContaining(file.toString());
            whole = false;
        }
        return whole;
    }

    private void assertBeginning(String what) {
        try (var storage = new TestStorage(directory)) {
            List<StoredEntry> read = readAll(storage.now().entries());
            assertThat(read).as(what).isEqualTo(written.subList(0, read.size()));
            assertThat(read.size()).as(what).isGreaterThanOrEqualTo(ENTRIES / 2);
            SampleLog.write(storage.now().entries(), 1);
            assertThat(storage.now().entries().head(Place.EVERYBODY)).as(what)
                    .isEqualTo(read.size() + 1);
        }
    }

    private static void assertDamaged(ThrowingCallable read) {
        assertThatThrownBy(read).isInstanceOfSatisfying(RejectedException.class, e ->
                assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL)).hasMessageContaining("damaged");
    }

    private static List<StoredEntry> readAll(EntryStore entries) {
        var all = new ArrayList<StoredEntry>();
        var more = true;
        while (more) {
            var page = entries.page(Place.EVERYBODY, READER,
                    new HistoryRange.After(all.size()), 50).orElseThrow();
            all.addAll(page.entries());
            more = page.more();
        }
        return all;
    }

    private static List<StoredEntry> page(EntryStore entries, HistoryRange range, int limit) {
        return entries.page(Place.EVERYBODY, READER, range, limit).orElseThrow().entries();
    }

    private void restore(byte[] main, byte[] writeAhead) throws IOException {
        Files.deleteIfExists(directory.resolve("throng.db-shm"));
        Files.write(file, main);
        Files.write(directory.resolve("throng.db-wal"), writeAhead);
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= 0x55;
        return changed;
    }
}
