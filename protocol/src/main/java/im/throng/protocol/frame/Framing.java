package im.throng.protocol.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/// What a door puts before a payload on its way to a client.
///
/// ```
///  LENGTH     4 bytes length | payload
///  WEBSOCKET  0x81 | 1, 3 or 9 bytes length | payload       (RFC 6455, section 5.2: one text
///                                                            message in one frame, not masked)
/// ```
///
/// Threading: immutable.
public enum Framing {
    LENGTH {
        @Override
        public ByteBuf frame(ByteBufAllocator allocator, byte[] payload) {
            return Frames.frame(allocator, payload);
        }
    },
    WEBSOCKET {
        @Override
        public ByteBuf frame(ByteBufAllocator allocator, byte[] payload) {
            ByteBuf frame = allocator.directBuffer(HEADER_BYTES_MAX + payload.length);
            frame.writeByte(FINAL_TEXT);
            if (payload.length < TWO_BYTES_FOLLOW) {
                frame.writeByte(payload.length);
            } else if (payload.length <= TWO_BYTES_MAX) {
                frame.writeByte(TWO_BYTES_FOLLOW).writeShort(payload.length);
            } else {
                frame.writeByte(EIGHT_BYTES_FOLLOW).writeLong(payload.length);
            }
            return frame.writeBytes(payload);
        }
    };

    private static final int HEADER_BYTES_MAX = 10;
    private static final int FINAL_TEXT = 0x81;
    private static final int TWO_BYTES_FOLLOW = 126;
    private static final int EIGHT_BYTES_FOLLOW = 127;
    private static final int TWO_BYTES_MAX = 0xFFFF;

    /// Returns a buffer with all that is to be written for the payload.
    public abstract ByteBuf frame(ByteBufAllocator allocator, byte[] payload);
}
