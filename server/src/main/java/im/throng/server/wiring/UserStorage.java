package im.throng.server.wiring;

import im.throng.server.account.UserStore;
import im.throng.server.config.UserStoreChoice;
import im.throng.server.storage.jdbc.SqlStorage;
import im.throng.server.storage.redis.RedisUserStore;
import im.throng.server.telemetry.Meters;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The user store that the configuration chose, and the end of what is its own.
///
/// Threading: built and closed by one thread.
final class UserStorage implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(UserStorage.class);

    private final UserStore users;
    private final Runnable end;

    private UserStorage(UserStore users, Runnable end) {
        this.users = users;
        this.end = end;
    }

    static UserStorage open(UserStoreChoice choice, SqlStorage storage, InstantSource clock,
                            Meters meters) {
        return switch (choice) {
            case UserStoreChoice.Sqlite _ -> {
                log.info("accounts are kept in the embedded database");
                yield new UserStorage(storage.users(), () -> { });
            }
            case UserStoreChoice.Redis(var config) -> {
                log.info("accounts are kept in Redis at {}", config.address());
                var redis = new RedisUserStore(config, clock, meters);
                yield new UserStorage(redis, redis::close);
            }
        };
    }

    UserStore users() {
        return users;
    }

    @Override
    public void close() {
        end.run();
    }
}
