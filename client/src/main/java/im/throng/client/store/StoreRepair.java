package im.throng.client.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/// Puts a new store in place of a damaged one: the old file is moved aside, and the owner, the
/// messages not yet sent and the drafts are taken over as far as they can be read. The cache is
/// left behind; it is read from the server again.
public final class StoreRepair {

    private static final String[][] SALVAGED = {
        {"state", "name, value"},
        {"outbox", "id, place, created_at, request, code, words"},
        {"draft", "conversation, text"},
    };

    private StoreRepair() {}

    /// What came of it.
    ///
    /// @param aside    where the damaged file is now
    /// @param messages how many messages of the outbox were taken over
    /// @param complete whether all of it could be read; otherwise messages may be missing
    public record Result(Path aside, int messages, boolean complete) {}

    /// Repairs the store of a file that no program uses.
    ///
    /// @throws StoreException if the file is in use, or nothing can be written
    public static Result repair(Path path) {
        try (StoreFile file = StoreFile.hold(path)) {
            Path aside = file.moveAside();
            try (Sql fresh = file.connect()) {
                Schema.prepare(fresh, 0);
                boolean complete = salvage(aside, fresh);
                // The numbers of a cache that is gone.
                fresh.update("DELETE FROM state WHERE name IN ('epoch', 'list')");
                return new Result(aside, (int) fresh.number("SELECT count(*) FROM outbox"),
                        complete);
            }
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    private static boolean salvage(Path damaged, Sql fresh) {
        boolean complete = true;
        try (Sql old = new Sql(new SQLiteConfig().createConnection("jdbc:sqlite:" + damaged))) {
            for (String[] table : SALVAGED) {
                // From both ends, since a damaged page stops the reading of those behind it.
                complete &= copy(old, fresh, table, "ASC") || copy(old, fresh, table, "DESC");
            }
        } catch (SQLException unreadable) {
            return false;
        }
        return complete;
    }

    private static boolean copy(Sql old, Sql fresh, String[] table, String direction) {
        List<String> columns = List.of(table[1].split(", "));
        String insert = "INSERT OR IGNORE INTO " + table[0] + " (" + table[1] + ") VALUES ("
                + "?, ".repeat(columns.size() - 1) + "?)";
        try {
            var _ = old.all("SELECT " + table[1] + " FROM " + table[0] + " ORDER BY "
                    + columns.getFirst() + " " + direction,
                    row -> fresh.update(insert, values(row, columns.size())));
            return true;
        } catch (SQLException damagedHere) {
            return false;
        }
    }

    private static @Nullable Object[] values(ResultSet row, int count) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[count];
        for (int i = 0; i < count; i++) {
            values[i] = row.getObject(i + 1);
        }
        return values;
    }
}
