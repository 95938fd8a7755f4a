package im.throng.bench.load;

import im.throng.protocol.frame.FrameDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/// How a connection of the swarm speaks to the server's one port.
///
/// Threading: confined to the event loop.
interface Way {

    /// Returns what is sent before anything else, and whose answer is awaited; empty for nothing.
    ByteBuf greeting(ByteBufAllocator allocator);

    /// Returns a buffer with the payload, ready to be written.
    ByteBuf frame(ByteBufAllocator allocator, byte[] payload);

    /// Takes what arrived, releases it, and passes on each payload that is whole.
    ///
    /// @param welcome runs when the greeting was answered
    void decode(ByteBuf arrived, FrameDecoder.Sink sink, Runnable welcome);

    /// Passes nothing on any more, and frees what it holds.
    void stop();
}
