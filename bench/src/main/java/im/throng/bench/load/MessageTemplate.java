package im.throng.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/// The bytes of a message, in which only a few digits change from one to the next.
///
/// Threading: confined to the event loop.
interface MessageTemplate {

    /// Returns a message ready to be written.
    ByteBuf message(ByteBufAllocator allocator, int number);
}
