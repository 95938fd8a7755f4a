package im.throng.server.session;

import im.throng.protocol.message.Push;

/// A push that is encoded once, however many connections get it.
///
/// Threading: immutable for its users; any lane may send it.
public interface Packet {

    /// Returns what it says.
    Push push();

    /// Frees the encoded form. Called once, after the last connection was handed the packet.
    void release();

    /// Makes packets.
    interface Factory {

        /// Returns a packet for the push.
        Packet packet(Push push);
    }
}
