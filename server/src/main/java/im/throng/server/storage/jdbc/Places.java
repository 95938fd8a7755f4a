package im.throng.server.storage.jdbc;

import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.UserId;
import im.throng.server.chat.Place;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Places as rows: which conversation has which number, and how one begins.
///
/// The committer's remembers numbers, which never change once their transaction is durable.
///
/// Threading: confined to one thread; its static methods to the thread of the connection.
final class Places {

    /// The number of the conversation of everybody.
    static final long EVERYBODY = 1;

    private static final int KEPT_MAX = 200_000;

    private final Map<Place.Between, Long> known = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place.Between, Long> eldest) {
            return size() > KEPT_MAX;
        }
    };

    /// Returns the number of a conversation, as of now in the transaction, from memory if it is
    /// there; empty if it has not begun.
    Optional<Long> number(Sql sql, Place place) throws SQLException {
        if (!(place instanceof Place.Between pair)) {
            return find(sql, place);
        }
        Long number = known.get(pair);
        if (number != null) {
            return Optional.of(number);
        }
        Optional<Long> found = find(sql, pair);
        found.ifPresent(one -> known.put(pair, one));
        return found;
    }

    /// Forgets everything, since the transaction is undone.
    void forget() {
        known.clear();
    }

    /// Returns the number of a conversation; empty if it has not begun.
    static Optional<Long> find(Sql sql, Place place) throws SQLException {
        return switch (place) {
            case Place.Everybody _ -> Optional.of(EVERYBODY);
            case Place.Between(UserId low, UserId high) -> sql.first(
                    "SELECT conv FROM direct WHERE lo = ? AND hi = ?", row -> row.getLong(1),
                    low.value(), high.value());
            // Numbers of other conversations name no group.
            case Place.Group(GroupId group) -> sql.first("SELECT id FROM conversation"
                    + " WHERE id = ? AND kind IN ('group', 'dissolved', 'ended')",
                    row -> row.getLong(1), group.value());
        };
    }

    /// Returns the id that the next group will have.
    static GroupId nextGroup(Sql sql) throws SQLException {
        return new GroupId(sql.first("SELECT max(id) + 1 FROM conversation",
                row -> row.getLong(1)).orElseThrow());
    }

    /// Begins the conversation of a group.
    static void begin(Sql sql, GroupId group) throws SQLException {
        sql.update("INSERT INTO conversation (id, kind) VALUES (?, 'group')", group.value());
    }

    /// Begins a conversation, but for groups, which begin by themselves; returns its number.
    static long begin(Sql sql, Place place) throws SQLException {
        return switch (place) {
            case Place.Everybody _ -> EVERYBODY;
            case Place.Between(UserId low, UserId high) -> {
                long number = sql.first("INSERT INTO conversation (kind) VALUES ('direct') "
                        + "RETURNING id", row -> row.getLong(1)).orElseThrow();
                sql.update("INSERT INTO direct (lo, hi, conv) VALUES (?, ?, ?)", low.value(),
                        high.value(), number);
                join(sql, low, high, number);
                if (!low.equals(high)) {
                    join(sql, high, low, number);
                }
                yield number;
            }
            case Place.Group(GroupId group) -> group.value();
        };
    }

    private static void join(Sql sql, UserId user, UserId peer, long number)
            throws SQLException {
        sql.update("INSERT INTO member (user, conv, peer) VALUES (?, ?, ?)", user.value(),
                number, peer.value());
    }
}
