package im.throng.server.config;

import im.throng.server.storage.redis.PlainPasswords;
import im.throng.server.storage.redis.RedisAddress;
import im.throng.server.storage.redis.RedisConfig;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where accounts are kept.
public sealed interface UserStoreChoice {

    /// In the embedded database, with everything else.
    record Sqlite() implements UserStoreChoice {

        @Override
        public Optional<String> elsewhere() {
            return Optional.empty();
        }
    }

    /// In Redis.
    record Redis(RedisConfig config) implements UserStoreChoice {

        @Override
        public Optional<String> elsewhere() {
            return Optional.of("Redis at " + config.address());
        }
    }

    /// Returns in words where accounts are kept, if not in the data directory.
    Optional<String> elsewhere();

    /// Reads the choice.
    ///
    /// @throws ConfigException if it cannot be used; the words never hold the password
    static UserStoreChoice of(Settings s) {
        String store = s.text("users.store", "sqlite");
        var plain = PlainPasswords.valueOf(s.oneOf("users.plain", "keep", List.of("keep", "blank"))
                .toUpperCase(Locale.ROOT));
        Duration timeout = Duration.ofMillis(
                s.integer("users.redis-timeout-ms", 1_000, 10, 60_000));
        Duration connect = Duration.ofMillis(
                s.integer("users.redis-connect-timeout-ms", 2_000, 10, 60_000));
        int requestsMax = s.integer("users.redis-requests", 4096, 1, 1_000_000);
        if (store.equals("sqlite")) {
            return new Sqlite();
        }
        try {
            return new Redis(new RedisConfig(
                    RedisAddress.parse(store), plain, timeout, connect, requestsMax));
        } catch (IllegalArgumentException e) {
            // The value is not shown: there may be a password in it.
            throw new ConfigException("users.store must be sqlite, or the address of a Redis,"
                    + " which " + e.getMessage() + " (" + s.source("users.store") + ")");
        }
    }
}
