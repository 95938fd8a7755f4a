package im.throng.server.storage.jdbc;

import im.throng.protocol.message.UserId;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// How far senders have read by what they say themselves, in the running transaction: each mark is
/// written once, when the batch ends, however much was said in it.
///
/// Threading: confined to the committer's thread.
final class OwnMarks {

    /// 2^64 divided by the golden ratio: it spreads what lies close together.
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final Map<Member, Long> marks = new HashMap<>();

    /// Notes that a user has said something.
    void move(UserId user, long conversation, long seq) {
        marks.put(new Member(user.value(), conversation), seq);
    }

    /// Writes the marks that moved, as the last of a transaction.
    void write(Sql sql) throws SQLException {
        for (var one : marks.entrySet()) {
            write(sql, one.getKey(), one.getValue());
        }
        marks.clear();
    }

    /// Writes one mark now, if it moved.
    void settle(Sql sql, UserId user, long conversation) throws SQLException {
        var member = new Member(user.value(), conversation);
        Long seq = marks.remove(member);
        if (seq != null) {
            write(sql, member, seq);
        }
    }

    /// Who has left a group meanwhile has no mark any more, and who has come back has read further.
    /// In the conversation of everybody a user may have had none yet.
    private static void write(Sql sql, Member member, long seq) throws SQLException {
        if (member.conversation() == Places.EVERYBODY) {
            sql.update("INSERT INTO member (user, conv, read) VALUES (?, ?, ?) "
                    + "ON CONFLICT (user, conv) DO UPDATE SET read = excluded.read"
                    + " WHERE excluded.read > read", member.user(), member.conversation(), seq);
        } else {
            sql.update("UPDATE member SET read = ? WHERE user = ? AND conv = ? AND read < ?",
                    seq, member.user(), member.conversation(), seq);
        }
    }

    /// Forgets everything, since the transaction is undone.
    void forget() {
        marks.clear();
    }

    private record Member(long user, long conversation) {

        /// Numbers of both kinds often follow one another; what a record would make of them is then
        /// the same for very many.
        @Override
        public int hashCode() {
            return Long.hashCode(MULTIPLIER * user + conversation);
        }
    }
}
