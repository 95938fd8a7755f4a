package im.throng.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.message.Role;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.telemetry.Meters;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A password that is changed while a login with the old one is under way.
class PasswordsTest {

    private static final UserId ANN = new UserId(7);
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final AccountConfig CONFIG = new AccountConfig(6, 128,
            new Argon2Parameters(64, 1, 1), 1, 1, WAIT, WAIT, 8,
            new AttemptsConfig(3, 5, 6, 2, List.of()));

    private String stored = new Argon2Hasher(new Argon2Parameters(32, 1, 1), new SecureRandom())
            .hash("old password");

    @Test
    void renewingAnOutdatedHashDoesNotUndoAChange() {
        try (var pool = new HashPool(1, 1, WAIT, Meters.NONE)) {
            var passwords = new Passwords(store(), new Argon2Hasher(CONFIG.hash(),
                    new SecureRandom()), pool,
                    new Attempts(CONFIG, _ -> false, System::nanoTime), List.of(), CONFIG);
            passwords.require(ANN, "old password", "192.0.2.1");
            assertThat(stored).isEqualTo("the hash of the new password");
        }
    }

    /// A store whose account gets another password as soon as it was read.
    private UserStore store() {
        return (UserStore) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {UserStore.class}, (_, method, arguments) ->
                        switch (method.getName()) {
                            case "find" -> {
                                var read = new Account(new User(ANN, "Ann", "", "", "", 1,
                                        Role.USER), new Secret.Hash(stored));
                                stored = "the hash of the new password";
                                yield Optional.of(read);
                            }
                            case "renewHash" -> {
                                stored = (String) arguments[1];
                                yield null;
                            }
                            default -> throw new UnsupportedOperationException(method.getName());
                        });
    }
}
