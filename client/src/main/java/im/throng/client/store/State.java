package im.throng.client.store;

import java.sql.SQLException;
import java.util.Optional;

/// The named values of a store.
final class State {

    static final String SERVER = "server";
    static final String USER = "user";
    static final String USER_NAME = "user-name";
    static final String EPOCH = "epoch";

    /// How far the list of conversations was read.
    static final String LIST = "list";
    static final String LIST_UNKNOWN = "unknown";
    static final String LIST_BEGUN = "begun";
    static final String LIST_READ = "read";

    private State() {}

    static Optional<String> get(Sql sql, String name) throws SQLException {
        return sql.first("SELECT value FROM state WHERE name = ?", row -> row.getString(1), name);
    }

    static void put(Sql sql, String name, String value) throws SQLException {
        sql.update("INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", name, value);
    }
}
