package im.throng.server.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.EmbeddedConnection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SingleWritesTest {

    private final Recorder recorder = new Recorder();
    private final EmbeddedChannel channel = new EmbeddedChannel(recorder);
    private final ClientConnection connection = EmbeddedConnection.over(channel, () -> 1);
    private final SingleWrites writes = new SingleWrites(connection);

    @Test
    void p33_eachFrameIsFlushedBeforeTheNextIsWritten() {
        for (int i = 0; i < 5; i++) {
            writes.write(frame(10));
        }
        assertThat(recorder.done).containsExactly("write 10", "flush", "write 10", "flush",
                "write 10", "flush", "write 10", "flush", "write 10", "flush");
    }

    @Test
    void p33_whatTheSocketDoesNotTakeYetWaitsForIt() {
        recorder.holding = true;
        writes.write(frame(1));
        writes.write(frame(2));
        writes.write(frame(3));
        assertThat(recorder.done).containsExactly("write 1", "flush");
        recorder.takeAll();
        channel.runPendingTasks();
        assertThat(recorder.done).containsExactly("write 1", "flush", "write 2", "flush");
    }

    @Test
    void p34_withTooMuchWaitingTheConnectionIsClosed() {
        recorder.holding = true;
        for (int i = 0; i < 4; i++) {
            writes.write(frame(EmbeddedConnection.config().outboundBytesMax() / 3));
        }
        channel.runPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    private static ByteBuf frame(int bytes) {
        return Unpooled.buffer(bytes).writeZero(bytes);
    }

    /// Notes what is written and flushed, and can hold back the word that it was taken.
    private static final class Recorder extends ChannelOutboundHandlerAdapter {

        private final List<String> done = new ArrayList<>();
        private final List<ChannelPromise> held = new ArrayList<>();
        private boolean holding;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ByteBuf frame = (ByteBuf) message;
            done.add("write " + frame.readableBytes());
            frame.release();
            if (holding) {
                held.add(promise);
            } else {
                promise.setSuccess();
            }
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            done.add("flush");
        }

        void takeAll() {
            List.copyOf(held).forEach(ChannelPromise::setSuccess);
        }
    }
}
