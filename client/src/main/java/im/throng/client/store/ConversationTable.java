package im.throng.client.store;

import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The conversations, each with how far it was followed, read and told.
///
/// How much is unread is derived (P-23): counted from the entries where all after `read` are kept;
/// otherwise what the server told last, and what came since. It is written into the row at the end
/// of each transaction, so that the list needs no counting.
///
/// Threading: stateless; the store's thread.
final class ConversationTable {

    private static final int UNREAD_MAX = 999;

    private static final String ROWS = "SELECT c.name, title, head, read, unread, mentioned, muted,"
            + " pinned, peer_read, coalesce(d.text, '') FROM conversation c"
            + " LEFT JOIN draft d ON d.conversation = c.name ";

    private ConversationTable() {}

    /// Makes sure that there is a row.
    ///
    /// @param have up to where the listener was told, if the row is new
    /// @return whether it is new
    static boolean add(Sql sql, ConversationName name, String title, long have)
            throws SQLException {
        return sql.update("INSERT OR IGNORE INTO conversation (name, title, have, head)"
                + " VALUES (?, ?, ?, ?)", name.text(), title, have, have) > 0;
    }

    /// Takes what the server says about a conversation. Marks only move forward: a list may have
    /// been made before what was pushed since.
    static void merge(Sql sql, ChatReply.ConversationView view) throws SQLException {
        String name = view.conversation().text();
        sql.update("UPDATE conversation SET title = ?, head = max(head, ?), read = max(read, ?),"
                        + " read_sent = max(read_sent, ?), told_head = ?, told_read = ?,"
                        + " told_unread = ?, told_mentioned = ? WHERE name = ?",
                view.title(), view.head(), view.read(), view.read(), view.head(), view.read(),
                view.unread(), view.mentioned() ? 1 : 0, name);
        sql.update("UPDATE conversation SET muted = ?, pinned = ?,"
                        + " peer_read = CASE WHEN ? IS NULL THEN NULL"
                        + " ELSE max(coalesce(peer_read, 0), ?) END WHERE name = ?",
                view.muted() ? 1 : 0, view.pinned() ? 1 : 0, view.peerRead(), view.peerRead(),
                name);
    }

    /// Notes an entry, of which the listener has been told.
    static void reached(Sql sql, Entry entry, long have, boolean own) throws SQLException {
        sql.update("UPDATE conversation SET head = max(head, ?), have = max(have, ?),"
                        + " active_at = max(active_at, ?) WHERE name = ?",
                Math.max(entry.seq(), have), have, EntryTable.isActivity(entry) ? entry.at() : 0,
                entry.conversation().text());
        if (own) {
            // Sending moves one's own mark, on the server too (P-23).
            sql.update("UPDATE conversation SET read = max(read, ?), read_sent = max(read_sent, ?)"
                    + " WHERE name = ?", entry.seq(), entry.seq(), entry.conversation().text());
        }
    }

    static void activeAt(Sql sql, Entry last) throws SQLException {
        sql.update("UPDATE conversation SET active_at = max(active_at, ?) WHERE name = ?",
                last.at(), last.conversation().text());
    }

    /// Notes that the listener goes on behind a hole.
    static void skipped(Sql sql, ConversationName name, long have) throws SQLException {
        sql.update("UPDATE conversation SET have = max(have, ?), head = max(head, ?)"
                + " WHERE name = ?", have, have, name.text());
    }

    /// Moves the user's mark forward, not beyond the head.
    ///
    /// @param told whether the server has it already
    static void read(Sql sql, ConversationName name, long seq, boolean told) throws SQLException {
        sql.update("UPDATE conversation SET head = max(head, ?) WHERE name = ?",
                told ? seq : 0, name.text());
        sql.update("UPDATE conversation SET read = max(read, min(head, ?)),"
                        + " read_sent = max(read_sent, ?) WHERE name = ?",
                seq, told ? seq : 0, name.text());
    }

    static void forgetUnsentMark(Sql sql, ConversationName name) throws SQLException {
        sql.update("UPDATE conversation SET read_sent = read WHERE name = ?", name.text());
    }

    static void peerRead(Sql sql, ConversationName name, long seq) throws SQLException {
        sql.update("UPDATE conversation SET peer_read = max(coalesce(peer_read, 0), ?)"
                + " WHERE name = ?", seq, name.text());
    }

    static void mark(Sql sql, ConversationName name, @Nullable Boolean muted,
                     @Nullable Boolean pinned) throws SQLException {
        sql.update("UPDATE conversation SET muted = coalesce(?, muted),"
                        + " pinned = coalesce(?, pinned) WHERE name = ?",
                flag(muted), flag(pinned), name.text());
    }

    static void first(Sql sql, ConversationName name, long seq) throws SQLException {
        sql.update("UPDATE conversation SET first = ? WHERE name = ?", seq, name.text());
    }

    /// Returns the marks that the server has not acknowledged.
    static List<Mark> unsentMarks(Sql sql) throws SQLException {
        return sql.all("SELECT name, read FROM conversation WHERE read > read_sent",
                row -> new Mark(name(row), row.getLong(2)));
    }

    static List<Known.Followed> followed(Sql sql) throws SQLException {
        return sql.all("SELECT name, have, head FROM conversation",
                row -> new Known.Followed(name(row), row.getLong(2), row.getLong(3)));
    }

    /// Returns all, the newest activity first.
    static List<CachedConversation> all(Sql sql) throws SQLException {
        return sql.all(ROWS + "ORDER BY active_at DESC, c.name", row -> read(sql, row));
    }

    static Optional<CachedConversation> one(Sql sql, String name) throws SQLException {
        return sql.first(ROWS + "WHERE c.name = ?", row -> read(sql, row), name);
    }

    /// Returns what bounds the entries of a conversation: its first one, its newest.
    static Optional<Bounds> bounds(Sql sql, ConversationName name) throws SQLException {
        return sql.first("SELECT first, head FROM conversation WHERE name = ?",
                row -> new Bounds(row.getLong(1), row.getLong(2)), name.text());
    }

    /// Derives how much is unread.
    ///
    /// @return whether only the server can tell
    static boolean derive(Sql sql, String name) throws SQLException {
        Optional<Unread> unread = unread(sql, name);
        if (unread.isEmpty()) {
            return false;
        }
        sql.update("UPDATE conversation SET unread = ?, mentioned = ? WHERE name = ?",
                Math.min(UNREAD_MAX, unread.get().count), unread.get().mentioned ? 1 : 0, name);
        return !unread.get().isExact;
    }

    /// Makes the entries up to `seq` unnecessary for telling what is unread, before they are
    /// dropped.
    static void carry(Sql sql, String name, long seq) throws SQLException {
        Optional<Unread> unread = unread(sql, name);
        if (unread.isPresent() && unread.get().isExact && seq > unread.get().read) {
            long after = sql.number("SELECT sum(countable) FROM entry WHERE conversation = ?"
                    + " AND seq > ?", name, seq);
            sql.update("UPDATE conversation SET told_head = ?, told_read = read, told_unread = ?,"
                            + " told_mentioned = ? WHERE name = ?",
                    seq, unread.get().count - after, unread.get().mentioned ? 1 : 0, name);
        }
    }

    private static Optional<Unread> unread(Sql sql, String name) throws SQLException {
        Optional<Marks> found = sql.first("SELECT head, read, told_head, told_read, told_unread,"
                + " told_mentioned FROM conversation WHERE name = ?", row -> new Marks(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4),
                        row.getLong(5), row.getBoolean(6)), name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Marks marks = found.get();
        boolean isWhole = sql.number("SELECT count(*) FROM entry WHERE conversation = ?"
                + " AND seq > ? AND seq <= ?", name, marks.read, marks.head)
                == Math.max(0, marks.head - marks.read);
        boolean toldHolds = !isWhole && marks.toldRead == marks.read;
        long count = sql.number("SELECT sum(countable) FROM entry WHERE conversation = ?"
                + " AND seq > ?", name, toldHolds ? marks.toldHead : marks.read);
        boolean mentioned = sql.number("SELECT max(mention) FROM entry WHERE conversation = ?"
                + " AND seq > ?", name, marks.read) > 0;
        return Optional.of(new Unread(marks.read, count + (toldHolds ? marks.toldUnread : 0),
                mentioned || (toldHolds && marks.toldMentioned), isWhole || toldHolds));
    }

    /// Returns the title of a conversation that the list has not named yet.
    static String titleOf(ConversationName name, Entry entry, @Nullable UserId self) {
        return name instanceof ConversationName.Direct(UserId peer) && entry.from().equals(peer)
                && !entry.from().equals(self) ? entry.fromName() : name.text();
    }

    private static CachedConversation read(Sql sql, ResultSet row) throws SQLException {
        long peerRead = row.getLong(9);
        Long peer = row.wasNull() ? null : peerRead;
        return new CachedConversation(name(row), row.getString(2), row.getLong(3), row.getLong(4),
                row.getInt(5), row.getBoolean(6), row.getBoolean(7), row.getBoolean(8), peer,
                EntryTable.last(sql, row.getString(1)).orElse(null), row.getString(10));
    }

    private static ConversationName name(ResultSet row) throws SQLException {
        return ConversationName.parse("conversation", row.getString(1));
    }

    private static @Nullable Integer flag(@Nullable Boolean flag) {
        return flag == null ? null : Integer.valueOf(flag ? 1 : 0);
    }

    /// A mark of reading.
    record Mark(ConversationName conversation, long seq) {}

    /// Where a conversation begins and ends for its reader.
    record Bounds(long first, long head) {}

    private record Unread(long read, long count, boolean mentioned, boolean isExact) {}

    private record Marks(long head, long read, long toldHead, long toldRead, long toldUnread,
                         boolean toldMentioned) {}
}
