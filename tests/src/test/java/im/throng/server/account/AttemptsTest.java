package im.throng.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.UserId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private static final UserId ANN = new UserId(1);
    private static final String HERE = "192.0.2.1";
    private static final String LOOPBACK = "127.0.0.1";

    private final AtomicLong now = new AtomicLong();
    private final Attempts attempts = new Attempts(new AccountConfig(6, 128,
            new Argon2Parameters(64, 1, 1), 1, 1, Duration.ofSeconds(2), Duration.ofDays(1), 8,
            new AttemptsConfig(3, 5, 6, 2, List.of())), LOOPBACK::equals, now::get);

    @Test
    void p11_wrongPasswordsForOneIdFromOneAddressAreCounted() {
        for (int i = 0; i < 3; i++) {
            guess(ANN, HERE);
        }
        assertRefused(() -> attempts.begin(ANN, HERE));
        attempts.begin(ANN, "192.0.2.2");
        attempts.begin(new UserId(2), HERE);
        now.addAndGet(TimeUnit.MINUTES.toNanos(15));
        assertThatCode(() -> attempts.begin(ANN, HERE)).doesNotThrowAnyException();
    }

    @Test
    void p11_theCountOfOneIdHoldsForExemptAddressesToo() {
        for (int i = 0; i < 3; i++) {
            guess(ANN, LOOPBACK);
        }
        assertRefused(() -> attempts.begin(ANN, LOOPBACK));
    }

    @Test
    void p11_triesAtTheSameMomentAreCounted() {
        for (int i = 0; i < 3; i++) {
            attempts.begin(ANN, HERE);
        }
        assertRefused(() -> attempts.begin(ANN, HERE));
        attempts.undecided(ANN, HERE);
        assertThatCode(() -> attempts.begin(ANN, HERE)).doesNotThrowAnyException();
    }

    @Test
    void p11_aRightPasswordClearsThePair() {
        guess(ANN, HERE);
        guess(ANN, HERE);
        attempts.begin(ANN, HERE);
        attempts.succeeded(ANN, HERE);
        for (int i = 0; i < 3; i++) {
            guess(ANN, HERE);
        }
        assertRefused(() -> attempts.begin(ANN, HERE));
    }

    @Test
    void p11_oneAddressMayNotTryManyIds() {
        for (int i = 1; i <= 5; i++) {
            guess(new UserId(i), HERE);
            guess(new UserId(100 + i), LOOPBACK);
        }
        assertRefused(() -> attempts.begin(new UserId(50), HERE));
        assertThatCode(() -> attempts.begin(new UserId(50), LOOPBACK)).doesNotThrowAnyException();
    }

    @Test
    void p11_anIdThatIsGuessedAtIsSlowedAndNotLocked() {
        for (int i = 0; i < 6; i++) {
            guess(ANN, "192.0.2." + (10 + i));
        }
        long began = System.nanoTime();
        attempts.begin(ANN, HERE);
        assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900));
    }

    @Test
    void p11_registrationsFromOneAddressAreCounted() {
        attempts.registration(HERE);
        attempts.registration(HERE);
        assertRefused(() -> attempts.registration(HERE));
        for (int i = 0; i < 10; i++) {
            attempts.registration(LOOPBACK);
        }
        now.addAndGet(TimeUnit.HOURS.toNanos(1));
        assertThatCode(() -> attempts.registration(HERE)).doesNotThrowAnyException();
    }

    private void guess(UserId id, String address) {
        attempts.begin(id, address);
        attempts.failed(id, address);
    }

    private static void assertRefused(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(RejectedException.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.TOO_FAST);
            assertThat(refused.retryAfterMs()).isPositive();
        });
    }
}
