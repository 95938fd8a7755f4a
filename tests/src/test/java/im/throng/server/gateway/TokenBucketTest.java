package im.throng.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    @Test
    void aBurstIsFollowedByTheRate() {
        var bucket = new TokenBucket(20, 3, 0);
        for (int i = 0; i < 3; i++) {
            assertThat(bucket.take(0)).isZero();
        }
        assertThat(bucket.take(0)).isEqualTo(50);
        assertThat(bucket.take(ms(49))).isEqualTo(1);
        assertThat(bucket.take(ms(50))).isZero();
        assertThat(bucket.take(ms(50))).isEqualTo(50);
    }

    @Test
    void aLongPauseFillsItNoMoreThanToTheBurst() {
        var bucket = new TokenBucket(20, 3, 0);
        long later = ms(TimeUnit.HOURS.toMillis(1));
        for (int i = 0; i < 3; i++) {
            assertThat(bucket.take(later)).isZero();
        }
        assertThat(bucket.take(later)).isPositive();
    }

    @Test
    void aRateOfZeroIsNoLimit() {
        var bucket = new TokenBucket(0, 1, 0);
        for (int i = 0; i < 1000; i++) {
            assertThat(bucket.take(0)).isZero();
        }
    }

    private static long ms(long ms) {
        return TimeUnit.MILLISECONDS.toNanos(ms);
    }
}
