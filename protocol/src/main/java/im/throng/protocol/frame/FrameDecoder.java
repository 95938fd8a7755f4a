package im.throng.protocol.frame;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// Cuts one connection's bytes into frames.
///
/// It holds memory only for what has arrived of an unfinished frame and for what its sink does not
/// take yet; a length field alone never makes it allocate. Frames that arrive whole are passed on
/// as slices of the read buffer.
///
/// Threading: confined to the connection's event loop.
public final class FrameDecoder {

    /// How many bytes the length takes.
    public static final int HEADER_BYTES = 4;

    private final int frameBytesMax;
    /// What has arrived and was not passed on.
    private @Nullable ByteBuf held;
    private boolean stopped;

    /// Creates a decoder.
    ///
    /// @param frameBytesMax the largest payload passed on
    public FrameDecoder(int frameBytesMax) {
        this.frameBytesMax = frameBytesMax;
    }

    /// Takes what arrived and passes on each frame that is whole, as long as the sink takes them.
    /// Releases `arrived`.
    public void decode(ByteBuf arrived, Sink sink) {
        if (stopped) {
            arrived.release();
            return;
        }
        ByteBuf waiting = held;
        if (waiting == null) {
            pass(arrived, true, sink);
        } else {
            waiting.discardSomeReadBytes();
            try {
                waiting.writeBytes(arrived);
            } finally {
                arrived.release();
            }
            held = null;
            pass(waiting, false, sink);
        }
    }

    /// Passes on what the sink did not take before, as long as it takes it.
    public void goOn(Sink sink) {
        ByteBuf waiting = held;
        if (waiting != null) {
            held = null;
            pass(waiting, false, sink);
        }
    }

    /// Tells whether there is a frame that the sink did not take, be it one that is too long.
    public boolean holdsFrame() {
        ByteBuf waiting = held;
        if (waiting == null || waiting.readableBytes() < HEADER_BYTES) {
            return false;
        }
        long length = waiting.getUnsignedInt(waiting.readerIndex());
        return length > frameBytesMax || waiting.readableBytes() - HEADER_BYTES >= length;
    }

    private void pass(ByteBuf waiting, boolean isReadBuffer, Sink sink) {
        boolean released = false;
        try {
            while (!stopped && sink.takesMore() && cutOne(waiting, sink)) {
                // Each turn takes one whole frame.
            }
            if (!stopped && waiting.isReadable()) {
                held = isReadBuffer ? copy(waiting) : waiting;
                released = true;
            }
        } finally {
            if (!released) {
                waiting.release();
            }
        }
    }

    /// Returns how much memory it holds for what was not passed on.
    int heldBytes() {
        return held == null ? 0 : held.capacity();
    }

    /// Passes nothing on any more and frees what is held; may be called from the sink.
    public void stop() {
        stopped = true;
        if (held != null) {
            held.release();
            held = null;
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
    private static ByteBuf copy(ByteBuf waiting) {
        ByteBuf own = waiting.alloc().heapBuffer(waiting.readableBytes());
        own.writeBytes(waiting);
        waiting.release();
        return own;
    }

    /// Where frames go. Called on the event loop; the buffer is only valid during the call.
    public interface Sink {

        /// Takes the payload of one frame.
        void frame(ByteBuf payload);

        /// Tells whether it takes another frame now.
        default boolean takesMore() {
            return true;
        }

        /// Learns that the next frame is longer than allowed; nothing is passed on after it.
        void tooLong(long length);
    }
}
