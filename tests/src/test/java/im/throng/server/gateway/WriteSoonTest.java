package im.throng.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What the lane has for a connection, on its two ways to the socket.
class WriteSoonTest {

    private final StringBuilder written = new StringBuilder();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private int room = Integer.MAX_VALUE;
    private final ClientConnection connection =
            EmbeddedConnection.over(channel, () -> 0, (_, bytes) -> take(bytes));

    @Test
    void oneFrameTakesTheShortWayAndIsFreed() {
        ByteBuf frame = soon("abc");
        assertThat(written).isEmpty();
        channel.runPendingTasks();
        assertThat(written).hasToString("abc");
        assertThat(channel.outboundMessages()).isEmpty();
        assertThat(frame.refCnt()).isZero();
    }

    @Test
    void whatTheSocketDoesNotTakeFollowsOnTheLongWay() {
        room = 1;
        ByteBuf frame = soon("abc");
        channel.runPendingTasks();
        assertThat(written).hasToString("a");
        assertThat(queued()).isEqualTo("bc");
        assertThat(frame.refCnt()).isZero();
        assertThat(frame.readerIndex()).as("others read it too").isZero();
    }

    @Test
    void severalFramesKeepTheirOrder() {
        room = 0;
        soon("ab");
        soon("cd");
        connection.write(text("ef"));
        soon("gh");
        channel.runPendingTasks();
        soon("ij");
        channel.runPendingTasks();
        assertThat(queued()).isEqualTo("abcdefghij");
    }

    @Test
    void aLongFrameTakesTheWayOnWhichItCounts() {
        ByteBuf frame = Unpooled.buffer().writeZero(1_000_000);
        connection.writeSoon(frame);
        channel.runPendingTasks();
        assertThat(written).isEmpty();
        assertThat(channel.<ByteBuf>readOutbound().readableBytes()).isEqualTo(1_000_000);
        frame.release();
        assertThat(frame.refCnt()).isZero();
    }

    /// Past the handlers it would leave without having been encrypted.
    @Test
    void whatIsSaidByTlsNeverTakesTheShortWay() {
        connection.secure();
        soon("abc");
        channel.runPendingTasks();
        soon("de");
        channel.runPendingTasks();
        assertThat(written).isEmpty();
        assertThat(queued()).isEqualTo("abcde");
    }

    /// TLS joins what follows to what came before, where that has room: in memory of many.
    @Test
    void whatTakesTheLongWayHasNoRoomBehindItsEnd() {
        room = 0;
        soon("ab");
        channel.runPendingTasks();
        ByteBuf queued = channel.readOutbound();
        assertThat(queued.isWritable()).isFalse();
        assertThat(queued.ensureWritable(1, true)).isEqualTo(1);
        queued.release();
    }

    @Test
    void nothingIsHeldAfterTheEnd() {
        ByteBuf before = soon("abc");
        connection.closed();
        ByteBuf after = soon("abc");
        channel.runPendingTasks();
        assertThat(written).isEmpty();
        assertThat(before.refCnt()).isZero();
        assertThat(after.refCnt()).isZero();
    }

    private ByteBuf soon(String text) {
        ByteBuf frame = text(text);
        connection.writeSoon(frame);
        return frame;
    }

    private int take(ByteBuf bytes) {
        int count = Math.min(room, bytes.readableBytes());
        written.append(bytes.toString(bytes.readerIndex(), count, StandardCharsets.UTF_8));
        return count;
    }

    private String queued() {
        var text = new StringBuilder();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            text.append(next.toString(StandardCharsets.UTF_8));
            next.release();
        }
        return text.toString();
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }
}
