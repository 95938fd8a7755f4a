package im.throng.client.store;

import java.sql.SQLException;
import java.util.List;

/// The tables of the store, and the check that they are what this program wrote.
final class Schema {

    /// The version that this program writes, in `user_version`.
    static final int VERSION = 1;

    // A check reads the whole file; a large one would make every start slow, and a damaged page is
    // found at the latest when it is read.
    private static final long CHECKED_BYTES_MAX = 64L << 20;

    private static final List<String> TABLES = List.of("""
            CREATE TABLE state (
                name  TEXT PRIMARY KEY,
                value TEXT NOT NULL) WITHOUT ROWID""", """
            CREATE TABLE outbox (
                id         INTEGER PRIMARY KEY AUTOINCREMENT,
                place      INTEGER NOT NULL,
                created_at INTEGER NOT NULL,
                request    BLOB NOT NULL,
                code       INTEGER,
                words      TEXT)""", """
            CREATE TABLE conversation (
                name           TEXT PRIMARY KEY,
                title          TEXT NOT NULL,
                have           INTEGER NOT NULL,
                head           INTEGER NOT NULL,
                first          INTEGER NOT NULL DEFAULT 1,
                read           INTEGER NOT NULL DEFAULT 0,
                read_sent      INTEGER NOT NULL DEFAULT 0,
                told_head      INTEGER NOT NULL DEFAULT 0,
                told_read      INTEGER NOT NULL DEFAULT 0,
                told_unread    INTEGER NOT NULL DEFAULT 0,
                told_mentioned INTEGER NOT NULL DEFAULT 0,
                unread         INTEGER NOT NULL DEFAULT 0,
                mentioned      INTEGER NOT NULL DEFAULT 0,
                peer_read      INTEGER,
                muted          INTEGER NOT NULL DEFAULT 0,
                pinned         INTEGER NOT NULL DEFAULT 0,
                active_at      INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID""", """
            CREATE TABLE entry (
                conversation TEXT NOT NULL,
                seq          INTEGER NOT NULL,
                countable    INTEGER NOT NULL,
                activity     INTEGER NOT NULL,
                mention      INTEGER NOT NULL,
                push         BLOB NOT NULL,
                PRIMARY KEY (conversation, seq)) WITHOUT ROWID""", """
            CREATE TABLE draft (
                conversation TEXT PRIMARY KEY,
                text         TEXT NOT NULL) WITHOUT ROWID""");

    private Schema() {}

    /// Makes the tables if there are none.
    ///
    /// @throws StoreException if the database is damaged, or a newer program wrote it
    static void prepare(Sql sql, long bytes) throws SQLException {
        long version = sql.number("PRAGMA user_version");
        if (version > VERSION) {
            throw new StoreException(StoreException.Kind.TOO_NEW, "the local store has version "
                    + version + ", but this program knows only up to " + VERSION);
        }
        if (bytes <= CHECKED_BYTES_MAX) {
            String verdict = sql.first("PRAGMA quick_check(1)", row -> row.getString(1))
                    .orElse("no answer");
            if (!verdict.equals("ok")) {
                throw new StoreException(StoreException.Kind.DAMAGED,
                        "the local store is damaged: " + verdict);
            }
        }
        if (version == 0) {
            sql.execute("BEGIN IMMEDIATE");
            for (String table : TABLES) {
                sql.execute(table);
            }
            sql.execute("PRAGMA user_version = " + VERSION);
            sql.execute("COMMIT");
        }
    }
}
