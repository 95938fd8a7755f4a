package im.throng.client.store;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.UserId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The newest entries of each conversation. Sequence numbers are dense (P-19): where one is
/// missing there is a hole, which nobody has to write down.
///
/// Threading: stateless; the store's thread.
final class EntryTable {

    /// How many entries of a conversation are kept.
    static final int KEPT = 500;

    // So that not every entry makes the table be trimmed.
    private static final int SLACK = 64;

    private static final Set<String> COUNTABLE = Set.of("text", "image", "file");

    private EntryTable() {}

    static void put(Sql sql, Entry entry, @Nullable UserId self) throws SQLException {
        boolean countable = isCountable(entry);
        sql.update("INSERT OR REPLACE INTO entry (conversation, seq, countable, activity, mention,"
                        + " push) VALUES (?, ?, ?, ?, ?, ?)",
                entry.conversation().text(), entry.seq(), countable ? 1 : 0,
                isActivity(entry) ? 1 : 0, mentions(entry, self) ? 1 : 0, Frames.of(entry));
    }

    /// Tells whether the entry counts as unread until it is read (P-23).
    static boolean isCountable(Entry entry) {
        return COUNTABLE.contains(entry.body().kind());
    }

    /// Tells whether the entry moves its conversation to the top of the list (P-23).
    static boolean isActivity(Entry entry) {
        return isCountable(entry) || entry.body().kind().equals("event");
    }

    /// Returns the run of entries that ends just before `before`, or at the newest one kept.
    static List<Entry> run(Sql sql, ConversationName conversation, @Nullable Long before,
                           int limit) throws SQLException {
        List<byte[]> frames = sql.all("SELECT push FROM entry WHERE conversation = ? AND seq < ?"
                + " ORDER BY seq DESC LIMIT ?", row -> row.getBytes(1), conversation.text(),
                before == null ? Long.MAX_VALUE : before, limit);
        List<Entry> run = new ArrayList<>();
        long next = before == null ? 0 : before - 1;
        for (byte[] frame : frames) {
            Optional<Entry> entry = Frames.entry(frame);
            if (entry.isEmpty() || (next != 0 && entry.get().seq() != next)) {
                break;
            }
            run.add(entry.get());
            next = entry.get().seq() - 1;
        }
        Collections.reverse(run);
        return run;
    }

    /// Returns the newest message, or event of a group.
    static Optional<Entry> last(Sql sql, String conversation) throws SQLException {
        return sql.first("SELECT push FROM entry WHERE conversation = ? AND activity = 1"
                + " ORDER BY seq DESC LIMIT 1", row -> row.getBytes(1), conversation)
                .flatMap(Frames::entry);
    }

    /// Drops the oldest entries of a conversation that has too many.
    static void trim(Sql sql, String conversation) throws SQLException {
        long count = sql.number("SELECT count(*) FROM entry WHERE conversation = ?", conversation);
        if (count > KEPT + SLACK) {
            long newestDropped = sql.number("SELECT seq FROM entry WHERE conversation = ?"
                    + " ORDER BY seq DESC LIMIT 1 OFFSET ?", conversation, KEPT);
            ConversationTable.carry(sql, conversation, newestDropped);
            sql.update("DELETE FROM entry WHERE conversation = ? AND seq <= ?",
                    conversation, newestDropped);
        }
    }

    private static boolean mentions(Entry entry, @Nullable UserId self) {
        return entry.body() instanceof EntryBody.Text(String _, Long _, Mentions mentions)
                && (mentions.everybody() || mentions.users().contains(self))
                && !entry.from().equals(self);
    }
}
