package im.throng.server.wiring;

import im.throng.server.account.UserStore;
import im.throng.server.config.UserStoreChoice;
import im.throng.server.storage.jdbc.SqlStorage;
import im.throng.server.storage.redis.RedisUserStore;
import java.nio.file.Path;
import java.time.InstantSource;

/// The user store that the configuration chose, and the end of what is its own.
///
/// Threading: built and closed by one thread.
final class UserStorage implements AutoCloseable {

    private final UserStore users;
    private final String place;
    private final Runnable end;

    private UserStorage(UserStore users, String place, Runnable end) {
        this.users = users;
        this.place = place;
        this.end = end;
    }

    /// Opens it.
    ///
    /// @param database where the embedded database is
    static UserStorage open(UserStoreChoice choice, SqlStorage storage, Path database,
                            InstantSource clock) {
        return switch (choice) {
            case UserStoreChoice.Sqlite _ -> new UserStorage(storage.users(),
                    database.toAbsolutePath().normalize().toString(), () -> { });
            case UserStoreChoice.Redis(var config) -> {
                var redis = new RedisUserStore(config, clock);
                yield new UserStorage(redis, config.address().toString(), redis::close);
            }
        };
    }

    UserStore users() {
        return users;
    }

    /// Returns in words where accounts are kept, without a password.
    String place() {
        return place;
    }

    @Override
    public void close() {
        end.run();
    }
}
