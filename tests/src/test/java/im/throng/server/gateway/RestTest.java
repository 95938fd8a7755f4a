package im.throng.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// How fast somebody is refused who asks on and on.
class RestTest {

    private static final int FORGIVEN = 100;

    private final AtomicLong nanos = new AtomicLong(1);
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private int wakes;
    private final Rest rest = new Rest(
            new LoopLane(channel.eventLoop(), nanos::get, Long.MAX_VALUE), nanos::get,
            () -> wakes++);

    RestTest() {
        channel.freezeTime();
    }

    @Test
    void aHundredRefusalsAreForgiven() {
        for (int i = 0; i < FORGIVEN; i++) {
            assertThat(rest.extend()).isFalse();
        }
        assertThat(rest.extend()).isTrue();
        assertThat(rest.isOn()).isTrue();
    }

    @Test
    void whoGoesOnIsRefusedEverMoreRarely() {
        assertThat(refusalsIn(1)).isBetween(FORGIVEN, 2 * FORGIVEN);
        refusalsIn(20);
        assertThat(refusalsIn(10)).as("in ten seconds").isBetween(40, 60);
        assertThat(wakes).isPositive();
    }

    @Test
    void whoIsCalmIsForgivenAgain() {
        refusalsIn(20);
        pass(TimeUnit.SECONDS.toMillis(12));
        assertThat(rest.isOn()).isFalse();
        for (int i = 0; i < FORGIVEN; i++) {
            assertThat(rest.extend()).isFalse();
        }
    }

    /// Asks whenever it is read, and returns how often.
    private int refusalsIn(int seconds) {
        int refusals = 0;
        for (int ms = 0; ms < TimeUnit.SECONDS.toMillis(seconds); ms++) {
            for (; !rest.isOn(); refusals++) {
                rest.extend();
            }
            pass(1);
        }
        return refusals;
    }

    private void pass(long ms) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(ms));
        channel.advanceTimeBy(ms, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }
}
