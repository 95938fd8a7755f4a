package im.throng.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a door's handler does with more than one connection may ask for in a turn.
public abstract class TurnsContract {

    private static final int MANY = 100;

    private final AtomicLong nanos = new AtomicLong(1);
    private final List<String> taken = new ArrayList<>();
    private final List<ByteBuf> arrived = new ArrayList<>();
    private int slowDownAt;
    private int endAt;
    private boolean failing;
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ClientConnection connection = EmbeddedConnection.over(channel, nanos::get);

    /// Adds the door's handlers.
    protected abstract void open(ChannelPipeline pipeline, ClientConnection of);

    /// Returns payloads as bytes.
    protected abstract ByteBuf bytes(List<String> payloads);

    @BeforeEach
    void open() {
        channel.freezeTime();
        open(channel.pipeline(), connection);
        connection.decide(new TakingDialect());
    }

    @AfterEach
    void nothingIsHeldForEver() {
        channel.close();
        channel.runPendingTasks();
        assertThat(arrived).allSatisfy(bytes -> assertThat(bytes.refCnt()).isZero());
    }

    @Test
    void oneConnectionTakesPartOfATurnAndEverythingInTheEnd() {
        List<String> sent = payloads(MANY);
        arrive(sent);
        for (int expected = Turn.FRAMES; expected < MANY; expected += Turn.FRAMES) {
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
        arrive(sent.subList(0, 50));
        arrive(sent.subList(50, MANY));
        assertThat(taken).hasSize(Turn.FRAMES);
        pass(MANY / Turn.FRAMES);
        assertThat(taken).containsExactlyElementsOf(sent);
    }

    @Test
    void whatWasSaidBeforeTheEndIsTaken() {
        List<String> sent = payloads(MANY);
        arrive(sent);
        channel.close();
        channel.runPendingTasks();
        assertThat(taken).containsExactlyElementsOf(sent);
    }

    /// As TLS does, which passes on record by record what it has read at once.
    @Test
    void aTurnIsOneWhateverThePiecesInWhichItArrives() {
        List<String> sent = payloads(MANY);
        for (String one : sent) {
            channel.pipeline().fireChannelRead(arriving(List.of(one)));
        }
        channel.pipeline().fireChannelReadComplete();
        assertThat(taken).hasSize(Turn.FRAMES);
        pass(MANY / Turn.FRAMES);
        assertThat(taken).containsExactlyElementsOf(sent);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void whoAsksTooFastRestsInTheMiddleOfWhatArrived() {
        slowDownAt = 5;
        arrive(payloads(20));
        assertThat(taken).hasSize(5);
        assertThat(connection.isResting()).isTrue();
        assertThat(channel.config().isAutoRead()).isFalse();
        pass(5_000);
        assertThat(connection.isResting()).isFalse();
        assertThat(taken).containsExactlyElementsOf(payloads(20));
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void afterAGoodbyeInTheMiddleOfWhatArrivedNothingIsTaken() {
        endAt = 5;
        arrive(payloads(20));
        pass(1);
        assertThat(taken).hasSize(5);
        assertThat(connection.isOver()).isTrue();
    }

    @Test
    void whatFailsAtTheEndDoesNotKeepTheConnection() {
        arrive(payloads(MANY));
        failing = true;
        channel.close();
        channel.runPendingTasks();
        assertThat(connection.isGone()).isTrue();
    }

    @Test
    void whoRestsAndGoesIsNotHeardAnyMore() {
        while (connection.takesMore()) {
            connection.slowDown();
        }
        arrive(payloads(MANY));
        channel.close();
        channel.runPendingTasks();
        assertThat(taken).isEmpty();
    }

    @Test
    void afterTheGoodbyeNothingIsTaken() {
        arrive(payloads(MANY));
        connection.endAfterAll();
        pass(MANY);
        assertThat(taken).hasSize(Turn.FRAMES);
    }

    /// Returns the connection.
    protected ClientConnection connection() {
        return connection;
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

    private void arrive(List<String> payloads) {
        channel.writeInbound(arriving(payloads));
    }

    private ByteBuf arriving(List<String> payloads) {
        ByteBuf bytes = bytes(payloads);
        arrived.add(bytes);
        return bytes;
    }

    private static List<String> payloads(int count) {
        return IntStream.range(0, count).mapToObj(i -> "payload " + i).toList();
    }

    private final class TakingDialect implements Dialect {

        @Override
        public void received(ByteBuffer payload) {
            if (failing) {
                throw new IllegalStateException("planted");
            }
            taken.add(StandardCharsets.UTF_8.decode(payload).toString());
            if (taken.size() == endAt) {
                connection.endAfterAll();
            }
            while (taken.size() == slowDownAt && connection.takesMore()) {
                connection.slowDown();
            }
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
