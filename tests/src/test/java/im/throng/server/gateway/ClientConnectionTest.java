package im.throng.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClientConnectionTest {

    private final AtomicLong nanos = new AtomicLong(1);
    private final GatewayConfig config = EmbeddedConnection.config();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ClientConnection connection =
            EmbeddedConnection.over(channel, nanos::get);

    @Test
    void p1_theServersDelayIsNotTheClients() throws InterruptedException {
        keepBusy();
        sweepAfter(config.login().plusSeconds(1));
        assertThat(connection.isOver()).isFalse();
    }

    @Test
    void p1_whatTheClientDoesNotTakeIsNotTheServersDelay() throws InterruptedException {
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(4, 8));
        connection.write(Unpooled.buffer(64).writeZero(64));
        assertThat(connection.isWritable()).isFalse();
        keepBusy();
        sweepAfter(config.login().plusSeconds(1));
        assertThat(connection.isOver()).isTrue();
    }

    /// Has the mailbox wait for something until the connection is gone.
    private void keepBusy() throws InterruptedException {
        var begun = new CountDownLatch(1);
        connection.framed();
        connection.carryOut(() -> {
            begun.countDown();
            connection.pace().await(Duration.ofMinutes(1).toMillis());
        }, 0);
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private void sweepAfter(Duration time) {
        connection.checkDeadlines(nanos.addAndGet(time.toNanos()));
    }
}
