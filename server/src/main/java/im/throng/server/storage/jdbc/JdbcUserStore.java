package im.throng.server.storage.jdbc;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.AccountRequest.UpdateProfile;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.account.Account;
import im.throng.server.account.NameKey;
import im.throng.server.account.NewAccount;
import im.throng.server.account.Secret;
import im.throng.server.account.UserStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Accounts in the table `user`.
///
/// Threading: any thread that may block.
public final class JdbcUserStore implements UserStore {

    private static final String COLUMNS = "id, name, sex, bio, avatar, created_at, role";
    /// No name has a character behind this one.
    private static final String LAST_CHARACTER = "\uDBFF\uDFFF";

    private final Committer committer;
    private final ReadPool reads;
    private final InstantSource clock;
    /// Ids below are taken or were given; confined to the committer's thread.
    private long nextFree = FIRST_FREE_ID;

    JdbcUserStore(Committer committer, ReadPool reads, InstantSource clock) {
        this.committer = committer;
        this.reads = reads;
        this.clock = clock;
    }

    @Override
    public void requireReachable() {
        // It is part of the server.
    }

    @Override
    public UserId create(NewAccount account) {
        return committer.call(sql -> {
            UserId wished = account.userId();
            UserId id = wished == null ? freeId(sql) : wished;
            if (wished != null && exists(sql, id.value())) {
                throw new RejectedException(ErrorCode.CONFLICT, "userId " + id + " is taken");
            }
            insert(sql, new Account(new User(id, account.userName(), account.sex(), "", "",
                    account.createdAt(), account.role()), new Secret.Hash(account.hash())));
            return id;
        });
    }

    @Override
    public Optional<Account> find(UserId userId) {
        return reads.call(sql -> sql.first("SELECT " + COLUMNS + ", hash FROM user "
                + "WHERE id = ? AND erased_at IS NULL", JdbcUserStore::account, userId.value()));
    }

    @Override
    public List<User> users(Collection<UserId> userIds) {
        if (userIds.isEmpty()) {
            return List.of();
        }
        return reads.call(sql -> {
            List<User> found = new ArrayList<>(userIds.size());
            for (UserId id : userIds) {
                user(sql, id).ifPresent(found::add);
            }
            return found;
        });
    }

    @Override
    public List<User> namedLike(String beginning, int limit) {
        String from = NameKey.of(beginning);
        return reads.call(sql -> sql.all("SELECT " + COLUMNS + " FROM user "
                        + "WHERE name_key >= ? AND name_key < ? AND erased_at IS NULL "
                        + "ORDER BY name_key, id LIMIT ?",
                JdbcUserStore::user, from, from + LAST_CHARACTER, limit));
    }

    @Override
    public Optional<User> update(UserId userId, UpdateProfile change) {
        return committer.call(sql -> {
            sql.update("UPDATE user SET name = coalesce(?, name), name_key = coalesce(?, name_key),"
                            + " sex = coalesce(?, sex), bio = coalesce(?, bio),"
                            + " avatar = coalesce(?, avatar) WHERE id = ? AND erased_at IS NULL",
                    change.userName(),
                    change.userName() == null ? null : NameKey.of(change.userName()),
                    change.sex(), change.bio(), change.avatar(), userId.value());
            return user(sql, userId);
        });
    }

    @Override
    public void renewHash(UserId userId, String hash) {
        committer.call(sql -> sql.update("UPDATE user SET hash = ? WHERE id = ?"
                + " AND erased_at IS NULL", hash, userId.value()));
    }

    @Override
    public void replaceSecret(UserId userId, String hash, String password) {
        renewHash(userId, hash);
    }

    @Override
    public boolean setRole(UserId userId, Role role) {
        return committer.call(sql -> sql.update("UPDATE user SET role = ? WHERE id = ?"
                + " AND erased_at IS NULL", role.wireName(), userId.value())) > 0;
    }

    @Override
    public boolean erase(UserId userId) {
        return committer.call(sql -> sql.update("UPDATE user SET name = '', name_key = '',"
                        + " sex = '', bio = '', avatar = '', role = 'user', hash = '',"
                        + " erased_at = ?"
                        + " WHERE id = ? AND erased_at IS NULL",
                clock.millis(), userId.value())) > 0;
    }

    @Override
    public List<Account> accountsAfter(long after, int limit) {
        return reads.call(sql -> sql.all("SELECT " + COLUMNS + ", hash FROM user "
                        + "WHERE id > ? AND erased_at IS NULL ORDER BY id LIMIT ?",
                JdbcUserStore::account, after, limit));
    }

    @Override
    public Set<UserId> keepAll(List<Account> accounts) {
        return committer.call(sql -> {
            Set<UserId> taken = new LinkedHashSet<>();
            for (Account account : accounts) {
                if (exists(sql, account.user().userId().value())) {
                    taken.add(account.user().userId());
                } else {
                    insert(sql, account);
                }
            }
            return taken;
        });
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

    private static void insert(Sql sql, Account account) throws SQLException {
        User user = account.user();
        String hash = switch (account.secret()) {
            case Secret.Hash(String phc) -> phc;
            case Secret.Plain _ -> throw new IllegalArgumentException(
                    "this store keeps no plain passwords");
        };
        sql.update("INSERT INTO user (id, name, name_key, sex, bio, avatar, role, hash, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                user.userId().value(), user.userName(), NameKey.of(user.userName()), user.sex(),
                user.bio(), user.avatar(), user.role().wireName(), hash, user.createdAt());
    }

    private static boolean exists(Sql sql, long id) throws SQLException {
        return sql.first("SELECT 1 FROM user WHERE id = ?", row -> true, id).isPresent();
    }

    private static Optional<User> user(Sql sql, UserId id) throws SQLException {
        return sql.first("SELECT " + COLUMNS + " FROM user WHERE id = ? AND erased_at IS NULL",
                JdbcUserStore::user, id.value());
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(new UserId(row.getLong(1)), row.getString(2), row.getString(3),
                row.getString(4), row.getString(5), row.getLong(6),
                Role.named(row.getString(7)));
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(user(row), new Secret.Hash(row.getString(8)));
    }
}
