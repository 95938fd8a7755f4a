package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.server.storage.redis.SharedRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Users of the original system, whose records lie in Redis, on a server of ours.
class RedisAccountTest {

    @RegisterExtension
    static final SharedRedis REDIS = new SharedRedis();

    private static final Person SCOTT = new Person(100, "123456", "scott");
    private static final String RECORD = "{\"userId\":100,\"userPwd\":\"123456\","
            + "\"userName\":\"scott\",\"userStatus\":0,\"sex\":\"\"}";

    private TestServer server = TestServer.with();

    @AfterEach
    void stop() {
        server.close();
    }

    private void start(String plain) {
        server = TestServer.started("users.store", REDIS.address(), "users.plain", plain);
    }

    @Test
    void aClassicClientLogsInWithThePasswordTheOriginalKept() {
        REDIS.original(100, RECORD);
        start("keep");
        server.classicLogin(SCOTT).close();
        assertThat(REDIS.originalRecord(100)).isEqualTo(RECORD);
        assertThat(REDIS.cli().hget("throng:users", "100")).contains("$argon2id$", "scott");
        server.classicLogin(SCOTT).close();
    }

    @Test
    void underBlankThePasswordIsEmptiedAtTheLoginAndStillRight() {
        REDIS.original(100, RECORD);
        start("blank");
        server.login(SCOTT).close();
        assertThat(REDIS.originalRecord(100)).isEqualTo(RECORD.replace("123456", ""));
        server.login(SCOTT).close();
    }

    @Test
    void aWrongPasswordTakesNothingOver() {
        REDIS.original(100, RECORD);
        start("blank");
        try (var client = server.open()) {
            client.refused(403, "account.login", new Person(100, "12345", "").credentials());
        }
        assertThat(REDIS.originalRecord(100)).isEqualTo(RECORD);
        assertThat(REDIS.cli().exists("throng:users")).isZero();
    }

    @Test
    void anEmptyPasswordOpensNothing() {
        REDIS.original(100, RECORD.replace("123456", ""));
        start("keep");
        try (var client = server.classic()) {
            assertThat(client.login(100, "").path("code").intValue(-1)).isEqualTo(403);
        }
    }

    @Test
    void aChangedPasswordIsTheOriginalsAsWell() {
        REDIS.original(100, RECORD);
        start("keep");
        try (var client = server.login(SCOTT)) {
            client.ask("account.password", Json.object("oldPwd", "123456", "newPwd", "654321"));
        }
        assertThat(REDIS.originalRecord(100)).isEqualTo(RECORD.replace("123456", "654321"));
        server.classicLogin(new Person(100, "654321", "scott")).close();
    }

    @Test
    void aClassicRegistrationIsOneOfBothSystems() {
        start("keep");
        try (var client = server.classic()) {
            assertThat(client.register(200, "secret", "tiger").path("code").intValue(-1))
                    .isEqualTo(200);
        }
        assertThat(REDIS.originalRecord(200)).contains("\"userPwd\":\"\"", "tiger")
                .doesNotContain("secret");
        server.restart();
        server.classicLogin(new Person(200, "secret", "tiger")).close();
        try (var client = server.classic()) {
            assertThat(client.register(200, "other1", "thief").path("code").intValue(-1))
                    .isEqualTo(505);
        }
    }
}
