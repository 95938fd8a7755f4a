package im.throng.bench.resp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// Cuts one connection's bytes into replies.
///
/// Threading: confined to the connection's event loop.
public final class RespDecoder {

    private @Nullable ByteBuf unfinished;

    /// Hears of replies.
    @FunctionalInterface
    public interface Sink {
        /// Takes a reply; the bytes are valid during the call only.
        void reply(ByteBuf bytes, int start, int end);
    }

    /// Takes what arrived and passes on each reply that is whole. Releases `arrived`.
    public void decode(ByteBuf arrived, Sink sink) {
        ByteBuf waiting = arrived;
        if (unfinished != null) {
            waiting = unfinished.writeBytes(arrived);
            arrived.release();
            unfinished = null;
        }
        try {
            while (waiting.isReadable()) {
                int start = waiting.readerIndex();
                int end = Resp.end(waiting, start);
                if (end == Resp.UNFINISHED) {
                    unfinished = waiting.alloc().heapBuffer(2 * waiting.readableBytes())
                            .writeBytes(waiting);
                    return;
                }
                sink.reply(waiting, start, end);
                waiting.readerIndex(end);
            }
        } finally {
            waiting.release();
        }
    }

    /// Frees what is held.
    public void stop() {
        if (unfinished != null) {
            unfinished.release();
            unfinished = null;
        }
    }
}
