package im.throng.server.storage.jdbc;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.account.Account;
import im.throng.server.account.NewAccount;
import im.throng.server.account.UserStore;
import im.throng.server.chat.ConversationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Accounts in the table `user`.
///
/// Threading: any thread that may block.
public final class JdbcUserStore implements UserStore {

    private final Committer committer;
    private final ReadPool reads;
    /// Ids below are taken or were given; confined to the committer's thread.
    private long nextFree = FIRST_FREE_ID;

    JdbcUserStore(Committer committer, ReadPool reads) {
        this.committer = committer;
        this.reads = reads;
    }

    @Override
    public UserId create(NewAccount account) {
        return committer.call(sql -> {
            UserId wished = account.userId();
            UserId id = wished == null ? freeId(sql) : wished;
            if (wished != null && exists(sql, id.value())) {
                throw new RejectedException(ErrorCode.CONFLICT, "userId " + id + " is taken");
            }
            sql.update("INSERT INTO user (id, name, sex, hash, created_at) VALUES (?, ?, ?, ?, ?)",
                    id.value(), account.userName(), account.sex(), account.hash(),
                    account.createdAt());
            // What was said before is not unread to somebody new.
            sql.update("INSERT INTO member (user, conv, read) SELECT ?, ?, "
                            + "coalesce(max(seq), 0) FROM entry WHERE conv = ?",
                    id.value(), ConversationId.ALL.value(), ConversationId.ALL.value());
            return id;
        });
    }

    @Override
    public Optional<Account> find(UserId userId) {
        return reads.call(sql -> sql.first(
                "SELECT id, name, sex, bio, avatar, created_at, role, hash FROM user WHERE id = ?",
                row -> new Account(user(row), row.getString(8)), userId.value()));
    }

    @Override
    public List<User> users(Collection<UserId> userIds) {
        if (userIds.isEmpty()) {
            return List.of();
        }
        return reads.call(sql -> {
            List<User> found = new ArrayList<>(userIds.size());
            for (UserId id : userIds) {
                sql.first("SELECT id, name, sex, bio, avatar, created_at, role FROM user "
                        + "WHERE id = ?", JdbcUserStore::user, id.value()).ifPresent(found::add);
            }
            return found;
        });
    }

    @Override
    public void replaceHash(UserId userId, String hash) {
        committer.call(sql ->
                sql.update("UPDATE user SET hash = ? WHERE id = ?", hash, userId.value()));
    }

    private UserId freeId(Sql sql) throws SQLException {
        while (exists(sql, nextFree)) {
            nextFree = sql.first("SELECT id + 1 FROM user u WHERE id >= ? AND NOT EXISTS "
                            + "(SELECT 1 FROM user v WHERE v.id = u.id + 1) ORDER BY id LIMIT 1",
                    row -> row.getLong(1), nextFree).orElse(nextFree + 1);
        }
        if (nextFree > Limits.ID_MAX) {
            throw new RejectedException(ErrorCode.CONFLICT, "there is no free userId");
        }
        return new UserId(nextFree);
    }

    private static boolean exists(Sql sql, long id) throws SQLException {
        return sql.first("SELECT 1 FROM user WHERE id = ?", row -> true, id).isPresent();
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(new UserId(row.getLong(1)), row.getString(2), row.getString(3),
                row.getString(4), row.getString(5), row.getLong(6),
                Role.named(row.getString(7)));
    }
}
