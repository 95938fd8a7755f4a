package im.throng.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a door's handler does with more than one connection may ask for in a turn.
public abstract class TurnsContract {

    private static final int TURN_FRAMES = 32;
    private static final int MANY = 100;

    private final AtomicLong nanos = new AtomicLong(1);
    private final List<String> taken = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ClientConnection connection = EmbeddedConnection.over(channel, nanos::get);

    /// Returns the handler of the door.
    protected abstract ChannelHandler handler(ClientConnection of);

    /// Returns payloads as they arrive, all at once.
    protected abstract Object[] arrivals(List<String> payloads);

    @BeforeEach
    void open() {
        channel.freezeTime();
        channel.pipeline().addLast(handler(connection));
        connection.decide(new TakingDialect());
    }

    @Test
    void oneConnectionTakesPartOfATurnAndEverythingInTheEnd() {
        List<String> sent = payloads(MANY);
        channel.writeInbound(arrivals(sent));
        for (int expected = TURN_FRAMES; expected < MANY; expected += TURN_FRAMES) {
            assertThat(taken).hasSize(expected);
            assertThat(channel.config().isAutoRead()).isFalse();
            pass(1);
        }
        assertThat(taken).containsExactlyElementsOf(sent);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void whatArrivesMeanwhileComesLater() {
        List<String> sent = payloads(MANY);
        channel.writeInbound(arrivals(sent.subList(0, 50)));
        channel.writeInbound(arrivals(sent.subList(50, MANY)));
        assertThat(taken).hasSize(TURN_FRAMES);
        pass(MANY / TURN_FRAMES);
        assertThat(taken).containsExactlyElementsOf(sent);
    }

    @Test
    void whatWasSaidBeforeTheEndIsTaken() {
        List<String> sent = payloads(MANY);
        channel.writeInbound(arrivals(sent));
        channel.close();
        channel.runPendingTasks();
        assertThat(taken).containsExactlyElementsOf(sent);
    }

    @Test
    void whoAsksTooFastRestsInTheMiddleOfWhatArrived() {
        channel.writeInbound(arrivals(payloads(10)));
        while (connection.takesMore()) {
            connection.slowDown();
        }
        channel.writeInbound(arrivals(payloads(MANY)));
        assertThat(taken).hasSize(10);
        assertThat(connection.isResting()).isTrue();
        pass(5_000);
        assertThat(connection.isResting()).isFalse();
        assertThat(taken).hasSize(10 + MANY);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void whoRestsAndGoesIsNotHeardAnyMore() {
        while (connection.takesMore()) {
            connection.slowDown();
        }
        channel.writeInbound(arrivals(payloads(MANY)));
        channel.close();
        channel.runPendingTasks();
        assertThat(taken).isEmpty();
    }

    @Test
    void afterTheGoodbyeNothingIsTaken() {
        channel.writeInbound(arrivals(payloads(MANY)));
        connection.endAfterAll();
        pass(MANY);
        assertThat(taken).hasSize(TURN_FRAMES);
    }

    /// Returns the channel, to write to it.
    protected EmbeddedChannel channel() {
        return channel;
    }

    /// Lets so many milliseconds pass.
    protected void pass(int ms) {
        for (int i = 0; i < ms; i++) {
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
            channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    private static List<String> payloads(int count) {
        return IntStream.range(0, count).mapToObj(i -> "payload " + i).toList();
    }

    private final class TakingDialect implements Dialect {

        @Override
        public void received(ByteBuffer payload) {
            taken.add(StandardCharsets.UTF_8.decode(payload).toString());
        }

        @Override
        public void tooLong(long length) {
            taken.add("too long");
        }

        @Override
        public void push(SharedPacket packet) {
            // Nothing is pushed.
        }
    }

    /// Returns what was taken.
    protected List<String> taken() {
        return taken;
    }
}
