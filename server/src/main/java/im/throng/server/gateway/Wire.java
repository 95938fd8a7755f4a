package im.throng.server.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/// A shorter way from a shared buffer to a socket than through the channel's queue: one system call
/// and nothing to remember. Most deliveries are one small frame for a socket with room.
///
/// Threading: confined to the channel's event loop.
public interface Wire {

    /// The way of channels that have none: whatever they write must go through their handlers.
    Wire NONE = (_, _) -> 0;

    /// Writes what the socket takes at once, if nothing waits before it. Never blocks and never
    /// fails: a socket that is broken takes nothing, and the channel's own way meets the error.
    ///
    /// @param bytes is read, but its indices stay
    /// @return how many of the readable bytes were written
    int write(Channel channel, ByteBuf bytes);
}
