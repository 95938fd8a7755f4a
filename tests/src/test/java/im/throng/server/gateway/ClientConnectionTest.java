package im.throng.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.server.config.ServerConfig;
import im.throng.server.session.Connection;
import im.throng.server.session.Entrance;
import im.throng.server.session.Sessions;
import io.netty.buffer.Unpooled;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClientConnectionTest {

    private final AtomicLong nanos = new AtomicLong(1);
    private final GatewayConfig config = ServerConfig.of(Map.of()).gateway();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ClientConnection connection = new ClientConnection(channel,
            new LoopLane(channel.eventLoop(), nanos::get),
            new ClientConnection.Surroundings(config, new Sessions(config.perSessionMax()),
                    new NoEntrance(), new SessionRates(config.rates()), nanos::get),
            _ -> new SilentDialect());

    @Test
    void p1_theServersDelayIsNotTheClients() throws InterruptedException {
        keepBusy();
        sweepAfter(config.login().plusSeconds(1));
        assertThat(connection.isOver()).isFalse();
    }

    @Test
    void p1_whatTheClientDoesNotTakeIsNotTheServersDelay() throws InterruptedException {
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(4, 8));
        connection.writeQuietly(Unpooled.buffer(64).writeZero(64));
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

    private static final class NoEntrance implements Entrance {

        @Override
        public void entered(Connection entering) {
            // Nobody does.
        }

        @Override
        public void left(Connection leaving) {
            // Nobody does.
        }
    }

    private static final class SilentDialect implements Dialect {

        @Override
        public void received(ByteBuffer payload) {
            // Nothing comes.
        }

        @Override
        public void tooLong(long length) {
            // Nothing comes.
        }

        @Override
        public void push(SharedPacket packet) {
            // Nothing is pushed.
        }
    }
}
