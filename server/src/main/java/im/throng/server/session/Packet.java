package im.throng.server.session;

import im.throng.protocol.message.Push;
import java.util.List;

/// A push, or several, encoded once, however many connections get it.
///
/// Threading: immutable for its users; any lane may send it.
public interface Packet {

    /// Frees the encoded form. Called once, after the last connection was handed the packet.
    void release();

    /// Makes packets.
    interface Factory {

        /// Returns a packet for the push.
        Packet packet(Push push);

        /// Returns a packet for packets of this factory in their order, which must outlast it.
        Packet joined(List<Packet> parts);
    }
}
