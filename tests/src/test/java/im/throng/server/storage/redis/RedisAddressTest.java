package im.throng.server.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.throng.server.config.ConfigException;
import im.throng.server.config.ServerConfig;
import im.throng.server.config.UserStoreChoice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What `users.store` may be, and that its password never shows.
class RedisAddressTest {

    @Test
    void whatIsMissingHasADefault() {
        assertThat(RedisAddress.parse("redis://example.org"))
                .isEqualTo(new RedisAddress(false, "example.org", 6379, 0, "", ""));
    }

    @Test
    void everyPartIsRead() {
        assertThat(RedisAddress.parse("rediss://ann:a%2Fb%40c+d:e@[::1]:7000/3"))
                .isEqualTo(new RedisAddress(true, "::1", 7000, 3, "ann", "a/b@c+d:e"));
        assertThat(RedisAddress.parse("redis://:secret@127.0.0.1/2").password())
                .isEqualTo("secret");
    }

    @Test
    void thePasswordIsNotShown() {
        var address = RedisAddress.parse("rediss://ann:secret@example.org/3");
        assertThat(address).hasToString("rediss://example.org:6379/3");
    }

    @Test
    void aMistakeIsToldWithoutThePassword() {
        for (String wrong : List.of("redis://:sec/ret@h", "redis://:sec ret@h", "redis://secret@h",
                "http://:secret@h", ":secret@h", "redis://:secret@h:99999", "redis://:secret@h/x",
                "redis://:secret@h/-1", "redis://:secret@h?a=b", "redis://:sec%zzret@h",
                "redis://", "postgres", "")) {
            assertThatThrownBy(() -> ServerConfig.of(Map.of("users.store", wrong))).as(wrong)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContainingAll("users.store", "(given)")
                    .hasMessageNotContainingAny("secret", "ret@h", "sec/", "%zz");
        }
    }

    @Test
    void theChoiceIsAValueOfTheConfiguration() {
        assertThat(ServerConfig.of(Map.of()).users()).isEqualTo(new UserStoreChoice.Sqlite());
        var chosen = ServerConfig.of(Map.of("users.store", "redis://h", "users.plain", "blank",
                "users.redis-timeout-ms", "20")).users();
        assertThat(chosen).isInstanceOfSatisfying(UserStoreChoice.Redis.class, redis -> {
            assertThat(redis.config().plain()).isEqualTo(PlainPasswords.BLANK);
            assertThat(redis.config().timeout()).hasMillis(20);
        });
    }

    @Test
    void whatBecomesOfPlainPasswordsIsOneOfTwoWords() {
        assertThatThrownBy(() -> ServerConfig.of(Map.of("users.plain", "drop")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("users.plain", "keep or blank", "drop");
    }
}
