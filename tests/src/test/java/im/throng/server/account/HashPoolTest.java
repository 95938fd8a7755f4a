package im.throng.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import im.throng.server.telemetry.Meters;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HashPoolTest {

    private static final Duration WAIT = Duration.ofSeconds(10);

    /// A hash takes megabytes, so there may be none left.
    @Test
    void whoAsksLearnsOfAnErrorToo() {
        try (var pool = new HashPool(1, 1, WAIT, Meters.NONE)) {
            assertTimeoutPreemptively(WAIT, () -> assertThatThrownBy(() -> pool.run(() -> {
                throw new OutOfMemoryError("not really");
            })).isInstanceOf(IllegalStateException.class));
            assertThat(pool.<String>run(() -> "goes on")).isEqualTo("goes on");
        }
    }
}
