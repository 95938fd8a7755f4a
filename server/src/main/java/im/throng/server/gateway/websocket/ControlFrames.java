package im.throng.server.gateway.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/// Control frames as a server sends them (RFC 6455, section 5.5).
final class ControlFrames {

    private static final int CLOSE = 0x88;
    private static final int PONG = 0x8A;
    private static final int CODE_BYTES = 2;

    private ControlFrames() {}

    /// Returns a frame that closes with a code.
    static ByteBuf close(int code) {
        return ByteBufAllocator.DEFAULT.directBuffer(2 + CODE_BYTES)
                .writeByte(CLOSE).writeByte(CODE_BYTES).writeShort(code);
    }

    /// Returns a frame that closes without a code.
    static ByteBuf close() {
        return ByteBufAllocator.DEFAULT.directBuffer(2).writeByte(CLOSE).writeByte(0);
    }

    /// Returns the answer to a ping; at most 125 bytes may be in it.
    static ByteBuf pong(ByteBuf content) {
        return ByteBufAllocator.DEFAULT.directBuffer(2 + content.readableBytes())
                .writeByte(PONG).writeByte(content.readableBytes()).writeBytes(content);
    }
}
