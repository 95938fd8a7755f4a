package im.throng.server.storage.jdbc;

import im.throng.server.account.NameKey;
import im.throng.server.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Brings a database's schema up to date, one numbered step after the other, each in a transaction
/// together with the number. Steps are never changed once released.
///
/// Threading: used by one thread, at start.
final class Migrations {

    private static final List<Step> STEPS = List.of(
            new Step("0001-accounts-and-entries.sql", _ -> { }),
            new Step("0002-names-and-erasure.sql", Migrations::fillNameKeys),
            new Step("0003-notices.sql", _ -> { }),
            new Step("0004-conversations.sql", _ -> { }),
            new Step("0005-groups.sql", _ -> { }),
            new Step("0006-checksums.sql", Migrations::fillChecksums),
            new Step("0007-requests-and-mutes.sql", _ -> { }),
            new Step("0008-departures.sql", _ -> { }));
    private static final int PAGE = 1_000;

    /// The version of the schema after the last step.
    static final int VERSION = STEPS.size();

    private final Connection connection;
    private final Sql sql;

    Migrations(Connection connection, Sql sql) {
        this.connection = connection;
        this.sql = sql;
    }

    void run() throws SQLException {
        int version = knownVersion();
        for (int step = version; step < VERSION; step++) {
            apply(step);
        }
    }

    /// Tells whether there is nothing to run.
    boolean isDone() throws SQLException {
        return knownVersion() == VERSION;
    }

    private int knownVersion() throws SQLException {
        int version = version();
        if (version > VERSION) {
            throw new StorageException(StorageException.Kind.TOO_NEW, "the data has schema "
                    + version + ", but this program knows only up to " + VERSION
                    + "; use the program that wrote it, or a newer one");
        }
        return version;
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
            for (String command : commands(read(STEPS.get(step).file()))) {
                statement.execute(command);
            }
            STEPS.get(step).filling().run(sql);
            // A pragma takes no parameters; the number is ours.
            statement.execute("PRAGMA user_version = " + (step + 1));
            sql.commit();
        } catch (SQLException e) {
            sql.rollback();
            throw e;
        }
    }

    /// The database knows no case beyond ASCII's.
    private static void fillNameKeys(Sql sql) throws SQLException {
        Map<Long, String> names = new HashMap<>();
        sql.each("SELECT id, name FROM user", row -> {
            names.put(row.getLong(1), row.getString(2));
            return true;
        });
        for (var name : names.entrySet()) {
            sql.update("UPDATE user SET name_key = ? WHERE id = ?",
                    NameKey.of(name.getValue()), name.getKey());
        }
    }

    /// The entries that there are count as right as they stand.
    private static void fillChecksums(Sql sql) throws SQLException {
        Map<Long, Integer> sums = new TreeMap<>();
        long last = Long.MIN_VALUE;
        do {
            sums.clear();
            sql.each("SELECT id, " + EntryFields.COLUMNS + " FROM entry WHERE id > ?"
                    + " ORDER BY id LIMIT ?", row -> {
                        sums.put(row.getLong(1), EntryFields.unchecked(row, 1).checksum());
                        return true;
                    }, last, PAGE);
            for (var sum : sums.entrySet()) {
                last = sum.getKey();
                sql.update("UPDATE entry SET checksum = ? WHERE id = ?", sum.getValue(), last);
            }
        } while (!sums.isEmpty());
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

    /// One step: commands of a file, and then what only the program can fill in.
    private record Step(String file, Filling filling) {}

    private interface Filling {

        void run(Sql sql) throws SQLException;
    }
}
