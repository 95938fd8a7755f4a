package im.throng.protocol.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/// Puts a payload into a frame.
public final class Frames {

    private Frames() {}

    /// Returns a buffer with the length and the payload, ready to be written at once.
    public static ByteBuf frame(ByteBufAllocator allocator, byte[] payload) {
        ByteBuf frame = allocator.directBuffer(FrameDecoder.HEADER_BYTES + payload.length);
        return frame.writeInt(payload.length).writeBytes(payload);
    }
}
