package im.throng.server.storage.jdbc;

import im.throng.protocol.message.UserId;
import im.throng.server.chat.ConversationId;
import im.throng.server.chat.ReadMarkStore;
import java.util.Collection;
import java.util.List;

/// Read marks in the table `member`; unread is derived from the entries.
///
/// Threading: any thread that may block.
public final class JdbcReadMarkStore implements ReadMarkStore {

    private static final int UNREAD_MAX = 999;

    private final Committer committer;
    private final ReadPool reads;

    JdbcReadMarkStore(Committer committer, ReadPool reads) {
        this.committer = committer;
        this.reads = reads;
    }

    @Override
    public boolean advance(UserId user, ConversationId conversation, long seq) {
        return committer.call(sql -> sql.update("INSERT INTO member (user, conv, read) "
                        + "VALUES (?, ?, ?) ON CONFLICT (user, conv) "
                        + "DO UPDATE SET read = excluded.read WHERE excluded.read > read",
                user.value(), conversation.value(), seq)) > 0;
    }

    @Override
    public void begin(UserId user, ConversationId conversation) {
        beginAll(List.of(user), conversation);
    }

    @Override
    public void beginAll(Collection<UserId> users, ConversationId conversation) {
        committer.call(sql -> {
            long head = sql.first("SELECT coalesce(max(seq), 0) FROM entry WHERE conv = ?",
                    row -> row.getLong(1), conversation.value()).orElse(0L);
            for (UserId user : users) {
                sql.update("INSERT INTO member (user, conv, read) VALUES (?, ?, ?) "
                        + "ON CONFLICT DO NOTHING", user.value(), conversation.value(), head);
            }
            return users.size();
        });
    }

    @Override
    public void erase(UserId user) {
        committer.call(sql -> sql.update("DELETE FROM member WHERE user = ?", user.value()));
    }

    @Override
    public Position position(UserId user, ConversationId conversation) {
        return reads.call(sql -> {
            long read = sql.first("SELECT read FROM member WHERE user = ? AND conv = ?",
                    row -> row.getLong(1), user.value(), conversation.value()).orElse(0L);
            long newest = sql.first("SELECT ordinal FROM entry WHERE conv = ? "
                    + "ORDER BY seq DESC LIMIT 1", row -> row.getLong(1),
                    conversation.value()).orElse(0L);
            long seen = sql.first("SELECT ordinal FROM entry WHERE conv = ? AND seq = ?",
                    row -> row.getLong(1), conversation.value(), read).orElse(0L);
            boolean mentioned = sql.first("SELECT 1 FROM mention WHERE user IN (?, ?) "
                    + "AND conv = ? AND seq > ?", row -> true, user.value(),
                    JdbcEntryStore.EVERYBODY, conversation.value(), read).isPresent();
            return new Position(read, (int) Math.min(UNREAD_MAX, newest - seen), mentioned);
        });
    }
}
