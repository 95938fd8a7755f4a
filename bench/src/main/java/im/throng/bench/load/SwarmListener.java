package im.throng.bench.load;

import im.throng.protocol.message.Push;
import io.netty.buffer.ByteBuf;

/// Who hears what the connections of a swarm receive after their login. Called on the event loop.
interface SwarmListener {

    /// Ignores everything.
    SwarmListener DEAF = new SwarmListener() {
        @Override
        public boolean frame(SwarmConnection connection, ByteBuf payload, long nowNanos) {
            return true;
        }

        @Override
        public void refused(String words) {
            // Nobody asked.
        }

        @Override
        public void push(SwarmConnection connection, Push push, long nowNanos) {
            // Nobody counts.
        }

        @Override
        public void ended(SwarmConnection connection) {
            // Nobody misses it.
        }
    };

    /// Looks at a frame as it came.
    ///
    /// @return whether that was enough; otherwise it is decoded
    boolean frame(SwarmConnection connection, ByteBuf payload, long nowNanos);

    /// Takes a text that ends at `end`.
    default void text(SwarmConnection connection, ByteBuf bytes, int end, long nowNanos) {
        // Whoever hears frames has it from there.
    }

    /// Learns that a message was accepted, from a server that does not name it in its answer.
    default void accepted(int number, long nowNanos) {
        // Whoever hears frames has it from there.
    }

    /// Learns that a request was refused.
    void refused(String words);

    /// Takes a push that had to be decoded.
    void push(SwarmConnection connection, Push push, long nowNanos);

    /// Learns that a connection ended which was not closed from here.
    void ended(SwarmConnection connection);
}
