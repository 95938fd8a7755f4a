package im.throng.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration BASE = Duration.ofSeconds(1);
    private static final Duration CAP = Duration.ofSeconds(60);

    @Test
    void theLongestWaitDoublesUpToTheCap() {
        Backoff longest = new Backoff(BASE, CAP, () -> 1.0);
        assertThat(longest.delay(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(longest.delay(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(longest.delay(5)).isEqualTo(Duration.ofSeconds(32));
        assertThat(longest.delay(6)).isEqualTo(CAP);
        assertThat(longest.delay(Integer.MAX_VALUE)).isEqualTo(CAP);
    }

    @Test
    void theJitterIsFull() {
        assertThat(new Backoff(BASE, CAP, () -> 0.0).delay(4)).isZero();
        assertThat(new Backoff(BASE, CAP, () -> 0.25).delay(4)).isEqualTo(Duration.ofSeconds(4));
    }
}
