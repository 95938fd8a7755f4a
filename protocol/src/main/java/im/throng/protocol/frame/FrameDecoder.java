package im.throng.protocol.frame;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// Cuts one connection's bytes into frames.
///
/// It holds memory only for what has arrived of an unfinished frame; a length field alone never
/// makes it allocate. Frames that arrive whole are passed on as slices of the read buffer.
///
/// Threading: confined to the connection's event loop.
public final class FrameDecoder {

    /// How many bytes the length takes.
    public static final int HEADER_BYTES = 4;

    private final int frameBytesMax;
    private @Nullable ByteBuf unfinished;
    private boolean stopped;

    /// Creates a decoder.
    ///
    /// @param frameBytesMax the largest payload passed on
    public FrameDecoder(int frameBytesMax) {
        this.frameBytesMax = frameBytesMax;
    }

    /// Takes what arrived and passes on each frame that is whole. Releases `arrived`.
    public void decode(ByteBuf arrived, Sink sink) {
        if (stopped) {
            arrived.release();
            return;
        }
        ByteBuf waiting = unfinished;
        boolean isReadBuffer = waiting == null;
        if (waiting == null) {
            waiting = arrived;
        } else {
            waiting.writeBytes(arrived);
            arrived.release();
            unfinished = null;
        }
        boolean released = false;
        try {
            while (!stopped && cutOne(waiting, sink)) {
                // Each turn takes one whole frame.
            }
            if (!stopped && waiting.isReadable()) {
                unfinished = keep(waiting, isReadBuffer);
                released = true;
            }
        } finally {
            if (!released) {
                waiting.release();
            }
        }
    }

    /// Tells whether part of a frame has arrived.
    public boolean isInsideFrame() {
        return unfinished != null;
    }

    /// Returns how much memory it holds for a frame that has not arrived whole.
    int heldBytes() {
        return unfinished == null ? 0 : unfinished.capacity();
    }

    /// Passes nothing on any more and frees what is held; may be called from the sink.
    public void stop() {
        stopped = true;
        if (unfinished != null) {
            unfinished.release();
            unfinished = null;
        }
    }

    private boolean cutOne(ByteBuf waiting, Sink sink) {
        if (waiting.readableBytes() < HEADER_BYTES) {
            return false;
        }
        long length = waiting.getUnsignedInt(waiting.readerIndex());
        if (length > frameBytesMax) {
            stop();
            sink.tooLong(length);
            return false;
        }
        if (waiting.readableBytes() - HEADER_BYTES < length) {
            return false;
        }
        waiting.skipBytes(HEADER_BYTES);
        sink.frame(waiting.readSlice((int) length));
        return true;
    }

    /// Returns what is left as a buffer of its own, which grows with what arrives.
    private static ByteBuf keep(ByteBuf waiting, boolean isReadBuffer) {
        if (!isReadBuffer) {
            waiting.discardReadBytes();
            return waiting;
        }
        ByteBuf own = waiting.alloc().heapBuffer(waiting.readableBytes());
        own.writeBytes(waiting);
        waiting.release();
        return own;
    }

    /// Where frames go. Called on the event loop; the buffer is only valid during the call.
    public interface Sink {

        /// Takes the payload of one frame.
        void frame(ByteBuf payload);

        /// Learns that the next frame is longer than allowed; nothing is passed on after it.
        void tooLong(long length);
    }
}
