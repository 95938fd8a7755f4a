package im.throng.server.storage.jdbc;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The ends of conversations in the running transaction. Each that moved is written once, when the
/// batch ends, however much was said in it.
///
/// Threading: confined to the committer's thread.
final class Heads {

    private static final int KEPT_MAX = 200_000;

    private final Map<Long, Head> known = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Head> eldest) {
            boolean goes = size() > KEPT_MAX && !moved.containsKey(eldest.getKey());
            if (goes) {
                forgotten = Math.max(forgotten, eldest.getValue().move());
            }
            return goes;
        }
    };
    private final Map<Long, Head> moved = new HashMap<>();
    private long forgotten;

    /// Returns a conversation's end.
    Head of(Sql sql, long number) throws SQLException {
        Head head = known.get(number);
        if (head == null) {
            head = read(sql, number);
            known.put(number, head);
        }
        return head;
    }

    /// Returns a conversation's end if it is in memory; else null.
    @Nullable Head known(long number) {
        return known.get(number);
    }

    /// Returns the newest [Head#move] that an end which is not in memory can have.
    long forgotten() {
        return forgotten;
    }

    /// Notes that a conversation moved.
    void moved(long number, Head head) {
        moved.put(number, head);
        known.put(number, head);
    }

    /// Writes what moved, as the last of a transaction.
    void write(Sql sql) throws SQLException {
        for (var one : moved.entrySet()) {
            Head head = one.getValue();
            sql.update("UPDATE conversation SET head = ?, ordinal = ?, last = ?, activity = ? "
                    + "WHERE id = ?", head.seq(), head.ordinal(), head.last(), head.activity(),
                    one.getKey());
        }
        moved.clear();
    }

    /// Forgets everything, since the transaction is undone.
    ///
    /// @param move how many entries there were since the start
    void forget(long move) {
        forgotten = Math.max(forgotten, move);
        known.clear();
        moved.clear();
    }

    /// Reads a conversation's end as it is stored.
    static Head read(Sql sql, long number) throws SQLException {
        return sql.first("SELECT head, ordinal, last, activity FROM conversation WHERE id = ?",
                row -> new Head(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4),
                        0), number).orElse(Head.NONE);
    }

    /// The end of a conversation.
    ///
    /// @param seq      the newest entry
    /// @param ordinal  how many messages there are
    /// @param last     the newest message or event
    /// @param activity when that was stored, milliseconds since the epoch
    /// @param move     the how manieth entry since the start the newest one was; 0 if it is older
    record Head(long seq, long ordinal, long last, long activity, long move) {

        static final Head NONE = new Head(0, 0, 0, 0, 0);

        /// Returns the end after one more message.
        Head said(long at, long now) {
            return new Head(seq + 1, ordinal + 1, seq + 1, at, now);
        }

        /// Returns the end after one more event.
        Head happened(long at, long now) {
            return new Head(seq + 1, ordinal, seq + 1, at, now);
        }
    }
}
