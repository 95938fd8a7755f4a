package im.throng.server.storage.jdbc;

import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.UserId;
import im.throng.server.account.Notice;
import im.throng.server.account.NoticeStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Notices in the table `notice`. There is one writer at a time, so they are seen in the order of
/// their numbers.
///
/// Threading: any thread that may block.
public final class JdbcNoticeStore implements NoticeStore {

    private static final String SESSION_REVOKED = "session-revoked";
    private static final String PASSWORD_REPLACED = "password-replaced";
    private static final String USER_CHANGED = "user-changed";

    private final Committer committer;
    private final ReadPool reads;

    JdbcNoticeStore(Committer committer, ReadPool reads) {
        this.committer = committer;
        this.reads = reads;
    }

    @Override
    public long forget(long before) {
        return committer.call(sql -> {
            sql.update("DELETE FROM notice WHERE at < ?", before);
            // The table's own record of its numbers, which outlives the rows.
            return sql.first("SELECT seq FROM sqlite_sequence WHERE name = 'notice'",
                    row -> row.getLong(1)).orElse(0L);
        });
    }

    @Override
    public void leave(List<Notice> notices, long at) {
        committer.call(sql -> {
            for (Notice notice : notices) {
                switch (notice) {
                    case Notice.SessionRevoked(UserId user, SessionId session) ->
                            insert(sql, at, SESSION_REVOKED, user, session.value());
                    case Notice.PasswordReplaced(UserId user, long when) ->
                            insert(sql, when, PASSWORD_REPLACED, user, null);
                    case Notice.UserChanged(UserId user) ->
                            insert(sql, at, USER_CHANGED, user, null);
                }
            }
            return notices.size();
        });
    }

    @Override
    public List<Numbered> after(long number, int limit) {
        return reads.call(sql -> sql.all("SELECT number, kind, user, session, at FROM notice "
                        + "WHERE number > ? ORDER BY number LIMIT ?",
                row -> new Numbered(row.getLong(1), notice(row)), number, limit));
    }

    private static void insert(Sql sql, long at, String kind, UserId user,
                               @Nullable String session) throws SQLException {
        sql.update("INSERT INTO notice (at, kind, user, session) VALUES (?, ?, ?, ?)",
                at, kind, user.value(), session);
    }

    private static Notice notice(ResultSet row) throws SQLException {
        var user = new UserId(row.getLong(3));
        String kind = row.getString(2);
        return switch (kind) {
            case SESSION_REVOKED -> new Notice.SessionRevoked(user,
                    new SessionId(row.getString(4)));
            case PASSWORD_REPLACED -> new Notice.PasswordReplaced(user, row.getLong(5));
            case USER_CHANGED -> new Notice.UserChanged(user);
            default -> throw new SQLException("there is no notice of the kind " + kind);
        };
    }
}
