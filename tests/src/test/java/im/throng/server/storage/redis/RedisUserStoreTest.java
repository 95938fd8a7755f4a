package im.throng.server.storage.redis;

import im.throng.server.account.UserStore;
import im.throng.server.account.UserStoreContract;
import im.throng.server.telemetry.Meters;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisUserStoreTest implements UserStoreContract {

    @RegisterExtension
    static final SharedRedis REDIS = new SharedRedis();

    private RedisUserStore users;

    static RedisUserStore open(String address, PlainPasswords plain) {
        return new RedisUserStore(new RedisConfig(RedisAddress.parse(address), plain,
                Duration.ofSeconds(5), Duration.ofSeconds(5), 4096), InstantSource.system(),
                Meters.NONE);
    }

    @BeforeEach
    void open() {
        users = open(REDIS.address(), PlainPasswords.KEEP);
    }

    @AfterEach
    void close() {
        users.close();
    }

    @Override
    public UserStore store() {
        return users;
    }

    @Override
    public UserStore reopened() {
        users.close();
        open();
        return users;
    }
}
