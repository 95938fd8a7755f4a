package im.throng.server.storage.redis;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.AccountRequest.UpdateProfile;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.account.Account;
import im.throng.server.account.NewAccount;
import im.throng.server.account.Secret;
import im.throng.server.account.UserStore;
import im.throng.server.telemetry.Meters;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Accounts in Redis, together with those of the original system.
///
/// A user of the original alone is an account with a plain password. Whatever changes an account
/// writes our record beside the original's; from then on ours counts, and the original's follows it
/// as far as it has the fields.
///
/// Threading: any thread that may block; it never blocks for longer than the timeout.
public final class RedisUserStore implements UserStore, AutoCloseable {

    private final RedisLink link;
    private final UserRecords records;
    private final UserIndex index;
    private final PlainPasswords plain;
    private final InstantSource clock;

    /// Connects. If Redis cannot be reached it refuses everything until it can.
    public RedisUserStore(RedisConfig config, InstantSource clock, Meters meters) {
        this.plain = config.plain();
        this.clock = clock;
        this.link = new RedisLink(config, meters);
        this.records = new UserRecords(link);
        this.index = new UserIndex(records, plain, new Durability(link));
        index.start();
    }

    @Override
    public void requireReachable() {
        link.requireUp();
    }

    @Override
    public UserId create(NewAccount account) {
        UserId wished = account.userId();
        while (true) {
            UserId id = wished == null ? records.freeId() : wished;
            var user = new User(id, account.userName(), account.sex(), "", "",
                    account.createdAt(), account.role());
            var whole = new Account(user, new Secret.Hash(account.hash()));
            if (records.keep(List.of(StoredUser.of(whole))).isEmpty()) {
                return id;
            }
            if (wished != null) {
                throw new RejectedException(ErrorCode.CONFLICT, "userId " + id + " is taken");
            }
        }
    }

    @Override
    public Optional<Account> find(UserId userId) {
        return records.read(List.of(userId)).stream().map(StoredUser::account).findFirst();
    }

    @Override
    public List<User> users(Collection<UserId> userIds) {
        return records.read(userIds).stream().map(StoredUser::user).toList();
    }

    @Override
    public List<User> namedLike(String beginning, int limit) {
        return users(records.named(beginning, limit));
    }

    @Override
    public Optional<User> update(UserId userId, UpdateProfile change) {
        return records.change(userId, stored -> stored.withUser(changed(stored.user(), change)))
                .map(StoredUser::user);
    }

    @Override
    public void renewHash(UserId userId, String hash) {
        records.change(userId, stored -> switch (plain) {
            case KEEP -> stored.withHash(hash);
            case BLANK -> stored.withHash(hash).withPlainPassword("");
        });
    }

    @Override
    public void replaceSecret(UserId userId, String hash, String password) {
        records.change(userId, stored -> stored.withHash(hash).withPlainPassword(
                switch (plain) {
                    case KEEP -> password;
                    case BLANK -> "";
                }));
    }

    @Override
    public boolean setRole(UserId userId, Role role) {
        return records.change(userId, stored -> {
            User user = stored.user();
            return stored.withUser(new User(userId, user.userName(), user.sex(), user.bio(),
                    user.avatar(), user.createdAt(), role));
        }).isPresent();
    }

    @Override
    public boolean erase(UserId userId) {
        return records.change(userId, stored -> stored.erased(clock.millis())).isPresent();
    }

    @Override
    public List<Account> accountsAfter(long after, int limit) {
        if (after == 0) {
            // Whom the original registered since the start belongs to the list as well.
            index.renew();
        }
        List<Account> page = new ArrayList<>(limit);
        long last = after;
        while (page.size() < limit) {
            List<UserId> ids = records.idsAfter(last, limit - page.size());
            if (ids.isEmpty()) {
                break;
            }
            records.read(ids).forEach(stored -> page.add(stored.account()));
            last = ids.getLast().value();
        }
        return page;
    }

    @Override
    public Set<UserId> keepAll(List<Account> accounts) {
        return records.keep(accounts.stream().map(StoredUser::of).toList());
    }

    /// Ends the connection.
    @Override
    public void close() {
        index.close();
        link.close();
    }

    private static User changed(User user, UpdateProfile change) {
        return new User(user.userId(), or(change.userName(), user.userName()),
                or(change.sex(), user.sex()), or(change.bio(), user.bio()),
                or(change.avatar(), user.avatar()), user.createdAt(), user.role());
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
