package im.throng.server.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/// What one connection has to write: most often one small frame, which takes the short way.
///
/// Threading: confined to the connection's event loop.
final class Outbound {

    /// What is longer goes the way on which it counts against what may wait.
    private static final int SINGLE_BYTES_MAX = 32 * 1024;
    /// Which of the channel's own reasons not to be writable is ours.
    private static final int HELD = 1;

    private final Channel channel;
    private Wire wire;
    /// What is to be written, while it is one frame alone.
    private @Nullable ByteBuf single;
    /// Whether the channel's queue has something that is not flushed.
    private boolean queued;
    /// Whether the lane knows that there is something to be written.
    private boolean dirty;

    /// Creates the empty outbound side of a channel.
    ///
    /// @param wire a shorter way to the socket, if it has one
    Outbound(Channel channel, Wire wire) {
        this.channel = channel;
        this.wire = wire;
    }

    /// Queues bytes, which are not written before [#flush]; takes the buffer over.
    ChannelFuture write(ByteBuf bytes) {
        queueSingle();
        queued = true;
        return channel.write(bytes.slice());
    }

    /// Leaves the shorter way for good: what goes out has to pass handlers from now on.
    void throughHandlers() {
        wire = Wire.NONE;
    }

    /// Keeps bytes for the next [#flush]; takes over one reference to the buffer, which others may
    /// hold too, and leaves its indices alone.
    ///
    /// @return whether the lane has to be told that there is something to be written
    boolean add(ByteBuf bytes) {
        if (single == null && !queued && bytes.readableBytes() <= SINGLE_BYTES_MAX) {
            single = bytes;
        } else {
            queueSingle();
            queue(bytes.slice());
        }
        boolean news = !dirty;
        dirty = true;
        return news;
    }

    /// Writes what waits to the socket, as far as that takes it.
    ///
    /// @return whether the channel's own way was needed, so that something may still wait
    boolean flush() {
        ByteBuf one = single;
        if (one != null) {
            single = null;
            int written = wire.write(channel, one);
            if (written == one.readableBytes()) {
                one.release();
            } else {
                queue(one.slice(one.readerIndex() + written, one.readableBytes() - written));
            }
        }
        if (!queued) {
            return false;
        }
        queued = false;
        channel.flush();
        return true;
    }

    /// Notes that the lane knows nothing more to be written.
    void clean() {
        dirty = false;
    }

    /// Gives the channel what it does not have yet.
    void queueSingle() {
        ByteBuf one = single;
        if (one != null) {
            single = null;
            queue(one.slice());
        }
    }

    /// Returns how many bytes the channel has that the socket did not take; -1 once it is closed or
    /// shut down.
    long waitingBytes() {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        return queue == null ? -1 : queue.totalPendingWriteBytes();
    }

    /// Makes the channel count as not writable, or no longer.
    void hold(boolean held) {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        if (queue != null) {
            queue.setUserDefinedWritability(HELD, !held);
        }
    }

    /// Says that nothing more follows; the peer may still say something.
    void shutdown() {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            shutdownSocket();
        } else {
            tls.closeOutbound().addListener(_ -> shutdownSocket());
        }
    }

    /// Closes a connection whose peer has not closed it in time.
    ///
    /// @param sendsOn whether the system goes on sending if it has all there is to be sent
    void cut(boolean sendsOn) {
        // After a shutdown there is no queue any more.
        if (sendsOn && waitingBytes() <= 0) {
            channel.close();
        } else {
            reset();
        }
    }

    /// Closes without sending what waits.
    void reset() {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            // Past the handlers: TLS would wait for the peer to take a last word.
            channel.unsafe().close(channel.newPromise());
        }
    }

    private void shutdownSocket() {
        if (channel instanceof SocketChannel socket && socket.isActive()) {
            socket.shutdownOutput();
        } else {
            channel.close();
        }
    }

    /// Frees what the channel does not have.
    void release() {
        if (single != null) {
            single.release();
            single = null;
        }
    }

    /// Whatever may be shared goes on as a slice, which has no room behind its end: TLS would
    /// join the next bytes to it there, in memory that others are being sent.
    private void queue(ByteBuf bytes) {
        queued = true;
        channel.write(bytes, channel.voidPromise());
    }
}
