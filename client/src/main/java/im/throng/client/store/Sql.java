package im.throng.client.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One connection to the store's database with its prepared statements, whose texts are constants.
///
/// Threading: confined to one thread at a time.
final class Sql implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    /// Runs a statement that changes rows; returns how many.
    int update(String text, @Nullable Object... arguments) throws SQLException {
        return prepare(text, arguments).executeUpdate();
    }

    /// Returns all rows.
    <T> List<T> all(String text, Row<T> row, @Nullable Object... arguments) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = prepare(text, arguments).executeQuery()) {
            while (rows.next()) {
                found.add(row.read(rows));
            }
        }
        return found;
    }

    /// Returns the first row.
    <T> Optional<T> first(String text, Row<T> row, @Nullable Object... arguments)
            throws SQLException {
        try (ResultSet rows = prepare(text, arguments).executeQuery()) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        }
    }

    /// Returns the first column of the first row, 0 for null or where there is no row.
    long number(String text, @Nullable Object... arguments) throws SQLException {
        return first(text, row -> row.getLong(1), arguments).orElse(0L);
    }

    /// Runs a command without arguments, anew each time.
    void execute(String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    /// Undoes the transaction; some failures, such as a full disk, have undone it already.
    void rollback() throws SQLException {
        // A statement that failed is in no state to be used again.
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
                throw e;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement prepare(String text, @Nullable Object... arguments)
            throws SQLException {
        PreparedStatement statement = statements.get(text);
        if (statement == null) {
            statement = connection.prepareStatement(text);
            statements.put(text, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    /// Reads one row.
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
