package im.throng.server.storage.jdbc;

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

/// One database connection with its prepared statements. The texts of statements are constants, so
/// there are few, and nothing from outside is ever part of one.
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

    /// Returns the first row.
    <T> Optional<T> first(String text, Row<T> row, @Nullable Object... arguments)
            throws SQLException {
        try (ResultSet rows = prepare(text, arguments).executeQuery()) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        }
    }

    /// Returns the first row of a statement that is not kept: one that may fail, and is to begin
    /// anew the next time.
    <T> Optional<T> once(String text, Row<T> row) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text)) {
            return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
        }
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

    /// Hands each row to the visitor until it has had enough.
    void each(String text, Visitor visitor, @Nullable Object... arguments) throws SQLException {
        try (ResultSet rows = prepare(text, arguments).executeQuery()) {
            boolean more = true;
            while (more && rows.next()) {
                more = visitor.visit(rows);
            }
        }
    }

    /// Begins a transaction. Transactions are said in SQL and not to the driver, since only the
    /// database knows whether one is still open after a failure.
    void begin() throws SQLException {
        update("BEGIN IMMEDIATE");
    }

    void commit() throws SQLException {
        update("COMMIT");
    }

    /// Reads several things as of one moment.
    <T> T snapshot(Reading<T> reading) throws SQLException {
        update("BEGIN");
        try {
            return reading.read();
        } finally {
            update("COMMIT");
        }
    }

    /// Forgets the prepared statements: one that failed is in no state to be used again.
    void forgetStatements() throws SQLException {
        List<PreparedStatement> forgotten = List.copyOf(statements.values());
        statements.clear();
        for (PreparedStatement statement : forgotten) {
            statement.close();
        }
    }

    /// Undoes the transaction; some failures, such as a full disk, have undone it already.
    void rollback() throws SQLException {
        forgetStatements();
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

    /// Runs a command without arguments, anew each time.
    void execute(String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
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

    /// Reads what it likes.
    interface Reading<T> {
        T read() throws SQLException;
    }

    /// Reads one row.
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// Takes rows one by one.
    interface Visitor {
        /// Returns whether it wants more.
        boolean visit(ResultSet row) throws SQLException;
    }
}
