package im.throng.bench.load;

import im.throng.protocol.frame.FrameDecoder;
import im.throng.protocol.frame.Frames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/// Length-prefixed frames from the first byte on.
///
/// Threading: confined to the event loop.
final class FramedWay implements Way {

    private static final int FRAME_BYTES_MAX = 1 << 20;

    private final FrameDecoder frames = new FrameDecoder(FRAME_BYTES_MAX);

    @Override
    public ByteBuf greeting(ByteBufAllocator allocator) {
        return Unpooled.EMPTY_BUFFER;
    }

    @Override
    public ByteBuf frame(ByteBufAllocator allocator, byte[] payload) {
        return Frames.frame(allocator, payload);
    }

    @Override
    public void decode(ByteBuf arrived, FrameDecoder.Sink sink, Runnable welcome) {
        frames.decode(arrived, sink);
    }

    @Override
    public void stop() {
        frames.stop();
    }
}
