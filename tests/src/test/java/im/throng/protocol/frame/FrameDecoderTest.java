package im.throng.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {

    private static final int MAX = 1000;

    private final List<byte[]> frames = new ArrayList<>();
    private final List<Long> tooLong = new ArrayList<>();
    private int room = Integer.MAX_VALUE;
    private final FrameDecoder.Sink sink = new FrameDecoder.Sink() {
        @Override
        public void frame(ByteBuf payload) {
            frames.add(ByteBufUtil.getBytes(payload));
            room--;
        }

        @Override
        public boolean takesMore() {
            return room > 0;
        }

        @Override
        public void tooLong(long length) {
            FrameDecoderTest.this.tooLong.add(length);
        }
    };

    @Test
    void framesComeOutAsTheyWentInHoweverTheyAreCut() {
        forManyStreams((random, stream, decoder) -> {
            while (stream.isReadable()) {
                decoder.decode(piece(random, stream), sink);
            }
        });
    }

    @Test
    void whatTheSinkDoesNotTakeItTakesLater() {
        forManyStreams((random, stream, decoder) -> {
            while (stream.isReadable() || decoder.holdsFrame()) {
                room = random.nextInt(3);
                if (stream.isReadable() && random.nextBoolean()) {
                    decoder.decode(piece(random, stream), sink);
                } else {
                    decoder.goOn(sink);
                }
            }
        });
    }

    /// Gives streams of frames to a decoder, each in its own way, and checks what came out.
    private void forManyStreams(Way way) {
        for (long seed = 1; seed <= 200; seed++) {
            frames.clear();
            var random = new Random(seed);
            List<byte[]> sent = new ArrayList<>();
            ByteBuf stream = stream(random, sent);
            var decoder = new FrameDecoder(MAX);
            way.pass(random, stream, decoder);
            assertThat(frames).as("seed %d", seed).containsExactlyElementsOf(sent);
            assertThat(decoder.heldBytes()).isZero();
        }
    }

    private static ByteBuf piece(Random random, ByteBuf stream) {
        int most = random.nextBoolean() ? MAX : 3 * MAX;
        return stream.readBytes(Math.min(stream.readableBytes(), 1 + random.nextInt(most)));
    }

    @Test
    void aLengthThatIsTooLongIsHeldLikeAFrame() {
        var decoder = new FrameDecoder(MAX);
        room = 1;
        decoder.decode(Unpooled.buffer().writeInt(0).writeInt(-1), sink);
        assertThat(decoder.holdsFrame()).isTrue();
        assertThat(tooLong).isEmpty();
        room = 1;
        decoder.goOn(sink);
        assertThat(tooLong).hasSize(1);
        assertThat(decoder.holdsFrame()).isFalse();
    }

    private static ByteBuf stream(Random random, List<byte[]> sent) {
        ByteBuf stream = Unpooled.buffer();
        for (int i = 0; i < 20; i++) {
            byte[] payload = new byte[random.nextInt(MAX + 1)];
            random.nextBytes(payload);
            sent.add(payload);
            stream.writeInt(payload.length).writeBytes(payload);
        }
        return stream;
    }

    @Test
    void aLengthThatIsTooLongEndsDecodingAtOnce() {
        var decoder = new FrameDecoder(MAX);
        decoder.decode(Unpooled.buffer().writeInt(0).writeInt(-1).writeInt(0), sink);
        assertThat(frames).hasSize(1);
        assertThat(tooLong).containsExactly(0xFFFF_FFFFL);
        decoder.decode(Unpooled.buffer().writeInt(0), sink);
        assertThat(frames).hasSize(1);
    }

    @Test
    void aLengthAloneAllocatesNothing() {
        var decoder = new FrameDecoder(1 << 24);
        ByteBuf arrived = Unpooled.buffer().writeInt(1 << 24).writeByte(1);
        decoder.decode(arrived, sink);
        assertThat(decoder.heldBytes()).isPositive().isLessThan(1024);
        decoder.stop();
        assertThat(decoder.heldBytes()).isZero();
        assertThat(arrived.refCnt()).isZero();
    }

    /// How a stream is given to a decoder.
    private interface Way {
        void pass(Random random, ByteBuf stream, FrameDecoder decoder);
    }
}
