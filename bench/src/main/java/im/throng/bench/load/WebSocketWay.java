package im.throng.bench.load;

import im.throng.protocol.frame.FrameDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// WebSocket, as far as a server needs it to be fooled: a mask of zeros leaves a payload as it is,
/// and whatever is not text is skipped. It costs the generator little more than plain frames.
///
/// Threading: confined to the event loop.
final class WebSocketWay implements Way {

    private static final String REQUEST = """
            GET /ws HTTP/1.1\r
            Host: throng\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """;
    private static final ByteBuf HEAD_END = Unpooled.unreleasableBuffer(
            Unpooled.copiedBuffer("\r\n\r\n", StandardCharsets.US_ASCII));
    private static final String GRANTED = "HTTP/1.1 101 ";
    private static final int FINAL_TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int TWO_BYTES_FOLLOW = 126;
    private static final int EIGHT_BYTES_FOLLOW = 127;
    private static final int TWO_BYTES_MAX = 0xFFFF;
    private static final int HEADER_BYTES_MAX = 14;
    private static final int HEADER_BYTES = 2;

    private @Nullable ByteBuf unfinished;
    private boolean greeted;

    @Override
    public ByteBuf greeting(ByteBufAllocator allocator) {
        return ByteBufUtil.encodeString(allocator, CharBuffer.wrap(REQUEST),
                StandardCharsets.US_ASCII);
    }

    @Override
    public ByteBuf frame(ByteBufAllocator allocator, byte[] payload) {
        ByteBuf frame = allocator.directBuffer(HEADER_BYTES_MAX + payload.length)
                .writeByte(FINAL_TEXT);
        if (payload.length < TWO_BYTES_FOLLOW) {
            frame.writeByte(MASKED | payload.length);
        } else if (payload.length <= TWO_BYTES_MAX) {
            frame.writeByte(MASKED | TWO_BYTES_FOLLOW).writeShort(payload.length);
        } else {
            frame.writeByte(MASKED | EIGHT_BYTES_FOLLOW).writeLong(payload.length);
        }
        return frame.writeInt(0).writeBytes(payload);
    }

    @Override
    public void decode(ByteBuf arrived, FrameDecoder.Sink sink, Runnable welcome) {
        ByteBuf all = arrived;
        if (unfinished != null) {
            all = unfinished.writeBytes(arrived);
            arrived.release();
            unfinished = null;
        }
        if (!greeted) {
            readGreeting(all, welcome);
        }
        while (greeted && cutOne(all, sink)) {
            // Each turn takes one frame.
        }
        if (all.isReadable()) {
            unfinished = all.alloc().heapBuffer(all.readableBytes()).writeBytes(all);
        }
        all.release();
    }

    private void readGreeting(ByteBuf all, Runnable welcome) {
        int end = ByteBufUtil.indexOf(HEAD_END, all);
        if (end < 0) {
            return;
        }
        String head = all.readCharSequence(end + HEAD_END.readableBytes() - all.readerIndex(),
                StandardCharsets.US_ASCII).toString();
        if (!head.startsWith(GRANTED)) {
            throw new IllegalStateException("no WebSocket: " + head);
        }
        greeted = true;
        welcome.run();
    }

    private static boolean cutOne(ByteBuf all, FrameDecoder.Sink sink) {
        int start = all.readerIndex();
        if (all.readableBytes() < HEADER_BYTES) {
            return false;
        }
        long length = all.getUnsignedByte(start + 1);
        int header = HEADER_BYTES;
        if (length == TWO_BYTES_FOLLOW) {
            header += Short.BYTES;
        } else if (length == EIGHT_BYTES_FOLLOW) {
            header += Long.BYTES;
        }
        if (all.readableBytes() < header) {
            return false;
        }
        if (length == TWO_BYTES_FOLLOW) {
            length = all.getUnsignedShort(start + HEADER_BYTES);
        } else if (length == EIGHT_BYTES_FOLLOW) {
            length = all.getLong(start + HEADER_BYTES);
        }
        if (all.readableBytes() - header < length) {
            return false;
        }
        boolean isText = all.getUnsignedByte(start) == FINAL_TEXT;
        all.skipBytes(header);
        ByteBuf payload = all.readSlice((int) length);
        if (isText) {
            sink.frame(payload);
        }
        return true;
    }

    @Override
    public void stop() {
        if (unfinished != null) {
            unfinished.release();
            unfinished = null;
        }
    }
}
