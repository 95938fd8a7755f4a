package im.throng.server.storage.jdbc;

import im.throng.server.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/// The SQLite database: how connections to it are opened.
///
/// Write-ahead logging with a full sync at each commit: what is committed survives the loss of
/// power. Checkpoints run beside the writer, see [Checkpointer], since one inside a commit costs
/// the waiting 30 to 60 ms.
///
/// Threading: immutable.
public final class Database {

    private static final int BUSY_TIMEOUT_MS = 10_000;
    private static final int CACHE_KIB = 16 * 1024;
    /// Of a new database; one keeps the size that it was made with. Messages that are stored
    /// together lie in pages of their own in two indexes, so small pages make the log short; of
    /// smaller ones still, one text of 600 bytes would leave half a page empty.
    private static final int PAGE_BYTES = 2048;

    private final Path file;
    /// Whether a server may use it, or even bring its schema up to date, at the same time.
    private final boolean visited;

    private Database(Path file, boolean visited) {
        this.file = file;
        this.visited = visited;
    }

    /// Opens the database and brings its schema up to date.
    ///
    /// @throws StorageException if it cannot be used
    public static Database open(Path file) {
        var database = new Database(file, false);
        try (Connection connection = database.connect(); var sql = new Sql(connection)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
            }
            new Migrations(connection, sql).run();
            return database;
        } catch (SQLException e) {
            throw Failures.toOperator(file.toString(), e);
        }
    }

    /// Opens the database beside a server that may use it at the same time, with the schema it has.
    ///
    /// @throws StorageException if it cannot be used
    public static Database visit(Path file) {
        if (!isCurrent(file)) {
            throw new StorageException(StorageException.Kind.CORRUPT,
                    "the database " + file + " does not have the schema of this program");
        }
        return new Database(file, true);
    }

    /// Tells whether there is a database with the schema that this program writes.
    ///
    /// @throws StorageException if it cannot be read, or a newer program wrote it
    public static boolean isCurrent(Path file) {
        if (!Files.exists(file)) {
            return false;
        }
        try (Connection connection = new Database(file, true).connect();
                var sql = new Sql(connection)) {
            return new Migrations(connection, sql).isDone();
        } catch (SQLException e) {
            throw Failures.toOperator(file.toString(), e);
        }
    }

    /// Fails if a newer program has changed the schema since this one has opened the database. To
    /// be called in each transaction: a schema changes only between two.
    void requireSameSchema(Sql sql) throws SQLException {
        if (visited && sql.first("PRAGMA user_version", row -> row.getInt(1)).orElse(0)
                != Migrations.VERSION) {
            throw new SQLException("another program has changed the database's schema");
        }
    }

    /// Returns the version of the schema that this program writes.
    public static int schemaVersion() {
        return Migrations.VERSION;
    }

    /// Returns where it is.
    public Path file() {
        return file;
    }

    /// Returns how large the write-ahead log is, in bytes.
    long walBytes() {
        Path wal = file.resolveSibling(file.getFileName() + "-wal");
        try {
            return Files.exists(wal) ? Files.size(wal) : 0;
        } catch (IOException e) {
            return 0; // It may go away between the two calls.
        }
    }

    /// Returns a connection that can write, for the one writer or for checkpoints; transactions are
    /// explicit.
    Sql writer() {
        return new Sql(connectOrExplain());
    }

    /// Returns such a connection that waits only so long for others.
    Sql writer(Duration wait) {
        Sql sql = writer();
        try {
            sql.execute("PRAGMA busy_timeout = " + wait.toMillis());
            return sql;
        } catch (SQLException e) {
            throw Failures.toOperator(file.toString(), e);
        }
    }

    /// Returns a connection that cannot write.
    Sql reader() {
        var sql = new Sql(connectOrExplain());
        try {
            sql.execute("PRAGMA query_only = 1");
            return sql;
        } catch (SQLException e) {
            throw Failures.toOperator(file.toString(), e);
        }
    }

    private Connection connectOrExplain() {
        try {
            return connect();
        } catch (SQLException e) {
            throw Failures.toOperator(file.toString(), e);
        }
    }

    private Connection connect() throws SQLException {
        var config = new SQLiteConfig();
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        // A connection is used by one thread at a time: it needs no lock for each call.
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        config.setPageSize(PAGE_BYTES);
        config.setCacheSize(-CACHE_KIB);
        config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, "0");
        // The driver would look for them by a query of its own after each row that is inserted.
        config.setGetGeneratedKeys(false);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = 0");
        }
        if (visited) {
            BusyHandler.setHandler(connection, new PatientVisitor());
        }
        return connection;
    }

    /// Tries for the lock again every two milliseconds. The database's own waits grow to 100 ms,
    /// and a server that is busy leaves the lock for a few milliseconds at a time.
    private static final class PatientVisitor extends BusyHandler {

        private static final long PERIOD_NANOS = 2_000_000;
        private static final int TRIES_MAX = 10_000;

        @Override
        protected int callback(int tries) {
            LockSupport.parkNanos(PERIOD_NANOS);
            return tries < TRIES_MAX ? 1 : 0;
        }
    }
}
