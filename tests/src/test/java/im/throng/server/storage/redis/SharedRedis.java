package im.throng.server.storage.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One Redis for all tests of this process, empty at the start of each; and a connection to it by
/// which tests do what a server of the original system or an operator would.
public final class SharedRedis implements BeforeAllCallback, BeforeEachCallback {

    private @Nullable Running running;

    /// Returns the commands of an operator.
    public RedisCommands<String, String> cli() {
        return running().connection.sync();
    }

    /// Returns its address for the server's configuration.
    public String address() {
        return running().redis.address();
    }

    public int port() {
        return running().redis.port();
    }

    /// Registers as the original system does: HSET, with the record as it is given.
    public void original(long id, String json) {
        cli().hset("users", Long.toString(id), json);
    }

    /// Returns a user's record in the original's hash.
    public String originalRecord(long id) {
        return String.valueOf(cli().hget("users", Long.toString(id)));
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException("Redis is not started");
        }
        return running;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent("redis", _ -> new Running(), Running.class);
        cli().flushall();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        cli().flushall();
    }

    /// Stopped when all tests are done.
    private static final class Running implements AutoCloseable {

        private final RedisProcess redis = RedisProcess.started();
        private final RedisClient client = RedisClient.create(redis.address());
        private final StatefulRedisConnection<String, String> connection = client.connect();

        @Override
        public void close() {
            client.shutdown();
            redis.close();
        }
    }
}
