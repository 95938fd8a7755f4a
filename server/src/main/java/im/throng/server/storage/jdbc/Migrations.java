package im.throng.server.storage.jdbc;

import im.throng.server.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Brings a database's schema up to date, one numbered step after the other, each in a transaction
/// together with the number. Steps are never changed once released.
///
/// Threading: used by one thread, at start.
final class Migrations {

    private static final List<String> STEPS = List.of("0001-accounts-and-entries.sql");

    /// The version of the schema after the last step.
    static final int VERSION = STEPS.size();

    private final Connection connection;
    private final Sql sql;

    Migrations(Connection connection, Sql sql) {
        this.connection = connection;
        this.sql = sql;
    }

    void run() throws SQLException {
        int version = version();
        if (version > VERSION) {
            throw new StorageException(StorageException.Kind.TOO_NEW, "the data has schema "
                    + version + ", but this program knows only up to " + VERSION
                    + "; use the program that wrote it, or a newer one");
        }
        for (int step = version; step < VERSION; step++) {
            apply(step);
        }
    }

    private int version() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private void apply(int step) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            sql.begin();
            for (String command : commands(read(STEPS.get(step)))) {
                statement.execute(command);
            }
            // A pragma takes no parameters; the number is ours.
            statement.execute("PRAGMA user_version = " + (step + 1));
            sql.commit();
        } catch (SQLException e) {
            sql.rollback();
            throw e;
        }
    }

    /// Commands end with a semicolon at the end of a line.
    private static List<String> commands(String text) {
        return List.of(text.replaceAll("(?m)^--.*$", "").split(";\\s*\n")).stream()
                .map(String::strip)
                .filter(command -> !command.isEmpty())
                .toList();
    }

    private static String read(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the program's own " + name + " cannot be read", e);
        }
    }
}
