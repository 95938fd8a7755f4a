package im.throng.server.gateway;

import im.throng.protocol.message.Push;
import java.nio.ByteBuffer;

/// What one connection speaks.
///
/// Threading: confined to the connection's event loop.
public interface Dialect {

    /// Takes the payload of a frame; it is only valid during the call.
    void received(ByteBuffer payload);

    /// Learns that the peer announced a frame that is too long.
    void tooLong(long length);

    /// Takes a push, unless the connection is behind.
    void push(SharedPacket packet);

    /// Learns that the socket takes bytes again.
    void writable();

    /// Says goodbye, if the dialect has a word for it.
    void farewell(Push.Goodbye goodbye);

    /// Frees what it holds; nothing is called after it.
    void release();

    /// Tells whether this is the dialect of the original system.
    boolean isClassic();

    /// Tells whether a silent peer is ended.
    boolean hasHeartbeat();

    /// Tells whether the peer has said anything yet.
    default boolean isDecided() {
        return true;
    }
}
