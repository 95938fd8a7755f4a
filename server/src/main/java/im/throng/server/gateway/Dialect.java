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
    ///
    /// @param length in bytes; negative if it is not known
    void tooLong(long length);

    /// Takes a push, unless the connection is behind.
    void push(SharedPacket packet);

    /// Takes note of a push that came between a login and its answer, which nothing may overtake.
    default void early(SharedPacket packet) {
        // Who looks up what waits after the login misses nothing.
    }

    /// Learns that the socket takes bytes again.
    default void writable() {
        // Who holds nothing back has nothing to make up for.
    }

    /// Says goodbye, if the dialect has a word for it.
    default void farewell(Push.Goodbye goodbye) {
        // Without a word the connection is just closed.
    }

    /// Frees what it holds; nothing is called after it.
    default void release() {
        // Most hold nothing.
    }

    /// Returns how many bytes it keeps back until the socket has taken others.
    default long waitingBytes() {
        return 0;
    }

    /// Tells whether this is the dialect of the original system.
    default boolean isClassic() {
        return false;
    }

    /// Tells whether a silent peer is ended.
    default boolean hasHeartbeat() {
        return false;
    }

    /// Tells whether it looks after its own deadlines, and nobody has to log in.
    default boolean keepsTime() {
        return false;
    }

    /// Ends what has taken too long; called about once a second if it keeps time.
    default void checkDeadlines(long nowNanos) {
        // Most are under the deadlines of all connections.
    }

    /// Tells whether it closes the connection itself when it has said goodbye.
    default boolean endsItself() {
        return false;
    }

    /// Tells whether the peer has said anything yet.
    default boolean isDecided() {
        return true;
    }
}
