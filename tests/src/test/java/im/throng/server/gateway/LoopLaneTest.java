package im.throng.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The sweep that looks after the deadlines of all connections of a loop.
class LoopLaneTest {

    private final AtomicLong nanos = new AtomicLong(1);

    @Test
    void eachConnectionHasItsTurnWithinASecond() {
        List<EmbeddedChannel> channels = IntStream.range(0, 50).mapToObj(_ -> {
            var channel = new EmbeddedChannel();
            channel.freezeTime();
            EmbeddedConnection.over(channel, nanos::get);
            return channel;
        }).toList();
        nanos.addAndGet(EmbeddedConnection.config().firstFrame().toNanos() + 1);
        for (int ms = 0; ms < 1000; ms += 20) {
            channels.forEach(channel -> {
                channel.advanceTimeBy(20, TimeUnit.MILLISECONDS);
                channel.runScheduledPendingTasks();
            });
        }

        assertThat(channels).noneMatch(EmbeddedChannel::isOpen);
    }

    @Test
    void noneIsEndedBeforeItsTime() {
        var channel = new EmbeddedChannel();
        channel.freezeTime();
        EmbeddedConnection.over(channel, nanos::get);
        nanos.addAndGet(EmbeddedConnection.config().firstFrame().minus(Duration.ofSeconds(1))
                .toNanos());
        channel.advanceTimeBy(5, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isTrue();
    }
}
