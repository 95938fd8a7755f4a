package im.throng.server.storage.jdbc;

import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.UserId;
import im.throng.server.chat.ConversationStore;
import im.throng.server.chat.Place;
import im.throng.server.chat.StoredEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Members of conversations in the table `member`; unread is derived from the entries.
///
/// Threading: any thread that may block.
public final class JdbcConversationStore implements ConversationStore {

    private static final int UNREAD_MAX = 999;
    private static final String COLUMNS = "SELECT c.id, c.kind, c.activity, c.head, c.ordinal,"
            + " c.last, m.read, m.peer, m.muted, m.pinned FROM member m"
            + " JOIN conversation c ON c.id = m.conv AND c.kind IN ('all', 'direct', 'group')"
            + " WHERE m.user = ?";
    private static final Cursor BEGINNING = new Cursor(Long.MAX_VALUE, Long.MAX_VALUE);

    private final Committer committer;
    private final ReadPool reads;
    private final EntryLog log;

    JdbcConversationStore(Committer committer, ReadPool reads, EntryLog log) {
        this.committer = committer;
        this.reads = reads;
        this.log = log;
    }

    @Override
    public void begin(UserId user) {
        beginAll(List.of(user));
    }

    @Override
    public void beginAll(Collection<UserId> users) {
        committer.call(sql -> {
            long head = Heads.read(sql, Places.EVERYBODY).seq();
            for (UserId user : users) {
                sql.update("INSERT INTO member (user, conv, read) VALUES (?, ?, ?) "
                        + "ON CONFLICT DO NOTHING", user.value(), Places.EVERYBODY, head);
            }
            return users.size();
        });
    }

    @Override
    public void erase(UserId user) {
        committer.call(sql -> sql.update("DELETE FROM member WHERE user = ?"
                + " AND conv NOT IN (SELECT conv FROM chat_group)", user.value()));
    }

    @Override
    public boolean advance(UserId user, Place place, long seq) {
        return committer.call(sql -> {
            Optional<Long> number = Places.find(sql, place);
            if (number.isPresent()) {
                log.settleMark(sql, user, number.get());
            }
            if (place instanceof Place.Group(GroupId group)) {
                return sql.update("UPDATE member SET read = ? WHERE user = ? AND conv = ?"
                        + " AND read < ?", seq, user.value(), group.value(), seq) > 0;
            }
            return number.isPresent() && sql.update("INSERT INTO member (user, conv, read) "
                            + "VALUES (?, ?, ?) ON CONFLICT (user, conv) "
                            + "DO UPDATE SET read = excluded.read WHERE excluded.read > read",
                    user.value(), number.get(), seq) > 0;
        });
    }

    @Override
    public void mark(UserId user, Place place, @Nullable Boolean muted,
                     @Nullable Boolean pinned) {
        committer.call(sql -> {
            Optional<Long> number = Places.find(sql, place);
            return number.isEmpty() ? 0 : sql.update("UPDATE member SET muted = coalesce(?, muted),"
                            + " pinned = coalesce(?, pinned) WHERE user = ? AND conv = ?",
                    muted, pinned, user.value(), number.get());
        });
    }

    @Override
    public List<Row> conversations(UserId user, @Nullable Cursor behind, int limit) {
        Cursor from = behind == null ? BEGINNING : behind;
        if (behind == null && conversation(user, Place.EVERYBODY).isEmpty()) {
            begin(user);
        }
        return reads.call(sql -> {
            List<Found> found = sql.all(COLUMNS + " AND (c.activity, c.id) < (?, ?)"
                            + " ORDER BY c.activity DESC, c.id DESC LIMIT ?", Found::read,
                    user.value(), from.activity(), from.number(), limit);
            List<Row> rows = new ArrayList<>(found.size());
            for (Found one : found) {
                rows.add(row(sql, user, one));
            }
            return rows;
        });
    }

    @Override
    public Optional<Row> conversation(UserId user, Place place) {
        return reads.call(sql -> {
            Optional<Long> number = Places.find(sql, place);
            Optional<Found> found = number.isEmpty() ? Optional.empty()
                    : sql.first(COLUMNS + " AND m.conv = ?", Found::read, user.value(),
                            number.get());
            return found.isEmpty() ? Optional.empty()
                    : Optional.of(row(sql, user, found.get()));
        });
    }

    private static Row row(Sql sql, UserId user, Found found) throws SQLException {
        long seen = sql.first("SELECT ordinal FROM entry WHERE conv = ? AND seq = ?",
                row -> row.getLong(1), found.number(), found.read()).orElse(0L);
        boolean mentioned = sql.first("SELECT 1 FROM mention WHERE user IN (?, ?) "
                + "AND conv = ? AND seq > ?", row -> true, user.value(),
                EntryLog.EVERYBODY, found.number(), found.read()).isPresent();
        StoredEntry last = found.last() == 0 ? null : sql.first(
                EntryRows.COLUMNS + " WHERE conv = ? AND seq = ?", EntryRows::read,
                found.number(), found.last()).orElse(null);
        long peer = found.peer();
        Long peerRead = peer == 0 || peer == user.value() ? null : sql.first(
                "SELECT read FROM member WHERE user = ? AND conv = ?", row -> row.getLong(1),
                peer, found.number()).orElse(null);
        Place place = switch (found.kind()) {
            case "all" -> Place.EVERYBODY;
            case "group" -> new Place.Group(new GroupId(found.number()));
            default -> new Place.Between(user, new UserId(peer));
        };
        String name = place instanceof Place.Group ? sql.first("SELECT name FROM chat_group"
                + " WHERE conv = ?", row -> row.getString(1), found.number()).orElse("") : null;
        return new Row(place, name, new Cursor(found.activity(), found.number()), found.head(),
                last,
                found.read(), (int) Math.min(UNREAD_MAX, found.ordinal() - seen), mentioned,
                found.muted(), found.pinned(), peerRead);
    }

    /// A row of the list, before what stands elsewhere is looked up.
    private record Found(long number, String kind, long activity, long head, long ordinal,
                         long last, long read, long peer, boolean muted, boolean pinned) {

        static Found read(ResultSet row) throws SQLException {
            return new Found(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4),
                    row.getLong(5), row.getLong(6), row.getLong(7), row.getLong(8),
                    row.getBoolean(9), row.getBoolean(10));
        }
    }
}
