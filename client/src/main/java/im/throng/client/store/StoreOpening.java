package im.throng.client.store;

import im.throng.protocol.message.UserId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/// Opens a store: lock, database, tables, owner, and what it holds.
final class StoreOpening {

    private StoreOpening() {}

    /// Opens the store of a server; see [LocalStore#open].
    static Opened open(@Nullable Path path, String server) {
        StoreFile file = path == null ? null : StoreFile.hold(path);
        Sql sql = null;
        try {
            long bytes = file == null ? 0 : file.bytes();
            sql = file == null ? memory() : file.connect();
            Schema.prepare(sql, bytes);
            return new Opened(file, sql, known(sql, server));
        } catch (SQLException | StoreException e) {
            close(sql);
            if (file != null) {
                file.close();
            }
            throw e instanceof SQLException failure ? Failures.of(failure) : (StoreException) e;
        }
    }

    private static Known known(Sql sql, String server) throws SQLException {
        Optional<String> owner = State.get(sql, State.SERVER);
        if (owner.isPresent() && !owner.get().equals(server)) {
            throw new StoreException(StoreException.Kind.OTHER_OWNER,
                    "the local store belongs to an account on " + owner.get());
        }
        State.put(sql, State.SERVER, server);
        String list = State.get(sql, State.LIST).orElse(State.LIST_UNKNOWN);
        return new Known(
                State.get(sql, State.USER).map(id -> new UserId(Long.parseLong(id))).orElse(null),
                State.get(sql, State.EPOCH).orElse(null),
                !list.equals(State.LIST_UNKNOWN), list.equals(State.LIST_READ),
                ConversationTable.followed(sql), OutboxTable.all(sql));
    }

    private static Sql memory() throws SQLException {
        return new Sql(new SQLiteConfig().createConnection("jdbc:sqlite::memory:"));
    }

    private static void close(@Nullable Sql sql) {
        try {
            if (sql != null) {
                sql.close();
            }
        } catch (SQLException e) {
            // What made us give up is told instead.
        }
    }

    /// An open store.
    record Opened(@Nullable StoreFile file, Sql sql, Known known) {}
}
