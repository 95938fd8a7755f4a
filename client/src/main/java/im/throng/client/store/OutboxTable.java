package im.throng.client.store;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.ChatRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The messages that the server has not acknowledged.
///
/// Threading: stateless; the store's thread.
final class OutboxTable {

    /// How many messages the outbox holds.
    static final int MESSAGES_MAX = 10_000;

    private static final String ROWS =
            "SELECT id, created_at, request, code, words FROM outbox ";

    private OutboxTable() {}

    /// Adds a message behind all others.
    static OutboxMessage add(Sql sql, ChatRequest.SendMessage request, long now)
            throws SQLException {
        if (sql.number("SELECT count(*) FROM outbox") >= MESSAGES_MAX) {
            throw new StoreException(StoreException.Kind.FULL,
                    "there are " + MESSAGES_MAX + " messages in the outbox already");
        }
        sql.update("INSERT INTO outbox (place, created_at, request) VALUES (?, ?, ?)",
                nextPlace(sql), now, Frames.of(request));
        return new OutboxMessage(sql.number("SELECT last_insert_rowid()"), request, now,
                new OutboxMessage.State.Queued());
    }

    /// Returns all messages in the order in which they are sent.
    static List<OutboxMessage> all(Sql sql) throws SQLException {
        return sql.all(ROWS + "ORDER BY place", OutboxTable::read).stream()
                .flatMap(Optional::stream).toList();
    }

    static void remove(Sql sql, long id) throws SQLException {
        sql.update("DELETE FROM outbox WHERE id = ?", id);
    }

    static void fail(Sql sql, long id, ErrorCode code, String words) throws SQLException {
        sql.update("UPDATE outbox SET code = ?, words = ? WHERE id = ?", code.number(), words, id);
    }

    /// Puts a refused message behind all others again.
    ///
    /// @param freshKey the key in place of one that was used for something else
    /// @return empty if there is no such message, or it was not refused
    static Optional<OutboxMessage> retry(Sql sql, long id, String freshKey) throws SQLException {
        Optional<OutboxMessage> found = sql.first(ROWS + "WHERE id = ?", OutboxTable::read, id)
                .flatMap(message -> message);
        if (found.isEmpty()
                || !(found.get().state() instanceof OutboxMessage.State.Failed failed)) {
            return Optional.empty();
        }
        ChatRequest.SendMessage old = found.get().request();
        ChatRequest.SendMessage request = failed.code() == ErrorCode.CONFLICT
                ? new ChatRequest.SendMessage(old.to(), freshKey, old.body()) : old;
        sql.update("UPDATE outbox SET place = ?, request = ?, code = NULL, words = NULL"
                + " WHERE id = ?", nextPlace(sql), Frames.of(request), id);
        return Optional.of(new OutboxMessage(id, request, found.get().createdAt(),
                new OutboxMessage.State.Queued()));
    }

    private static long nextPlace(Sql sql) throws SQLException {
        return sql.number("SELECT max(place) FROM outbox") + 1;
    }

    private static Optional<OutboxMessage> read(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        long createdAt = row.getLong(2);
        int code = row.getInt(4);
        OutboxMessage.State state = row.wasNull() ? new OutboxMessage.State.Queued()
                : new OutboxMessage.State.Failed(ErrorCode.of(code), words(row));
        return Frames.message(row.getBytes(3))
                .map(request -> new OutboxMessage(id, request, createdAt, state));
    }

    private static String words(ResultSet row) throws SQLException {
        String words = row.getString(5);
        return words == null ? "" : words;
    }
}
