package im.throng.server.gateway.dialect;

import im.throng.server.gateway.ClientConnection;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.ArrayDeque;
import java.util.Queue;

/// Writes frames one at a time: each is a write of its own, begun when the socket has taken the one
/// before. Classic clients read a header and a body with one read each, and frames that are
/// gathered into one write can be cut in the middle on a real network.
///
/// Threading: confined to the connection's event loop.
final class SingleWrites {

    private final ClientConnection connection;
    private final Queue<Waiting> waiting = new ArrayDeque<>(0);
    private long waitingBytes;
    private int writingBytes;
    private boolean writing;
    private boolean released;

    SingleWrites(ClientConnection connection) {
        this.connection = connection;
    }

    /// Writes a frame, or keeps it until its turn; takes the buffer over. With too much waiting the
    /// connection is closed: these clients have no way to read on later.
    void write(ByteBuf frame) {
        write(frame, SingleWrites::nothing);
    }

    /// Writes a frame as [#write(ByteBuf)] does.
    ///
    /// @param taken runs when the socket has taken it
    void write(ByteBuf frame, Runnable taken) {
        if (released || connection.isEnding()) {
            frame.release();
            return;
        }
        waiting.add(new Waiting(frame, taken));
        waitingBytes += frame.readableBytes();
        if (waitingBytes > connection.surroundings().config().outboundBytesMax()) {
            connection.reset();
            return;
        }
        writeNext();
        if (writing) {
            connection.measure();
        }
    }

    /// Returns how many bytes wait for those before them, which are the channel's.
    long waitingBytes() {
        return waitingBytes - writingBytes;
    }

    void release() {
        released = true;
        waiting.forEach(one -> one.frame().release());
        waiting.clear();
    }

    private void writeNext() {
        while (!writing && !released && !waiting.isEmpty()) {
            Waiting next = waiting.remove();
            int bytes = next.frame().readableBytes();
            writing = true;
            writingBytes = bytes;
            ChannelFuture written = connection.write(next.frame());
            connection.flush();
            if (written.isDone()) {
                done(bytes, next, written);
            } else {
                written.addListener((ChannelFutureListener) _ -> {
                    done(bytes, next, written);
                    writeNext();
                });
            }
        }
    }

    private void done(int bytes, Waiting frame, ChannelFuture written) {
        writing = false;
        writingBytes = 0;
        waitingBytes -= bytes;
        if (written.isSuccess()) {
            frame.taken().run();
        }
    }

    private static void nothing() {
        // Most frames need no more than to be written.
    }

    private record Waiting(ByteBuf frame, Runnable taken) {}
}
