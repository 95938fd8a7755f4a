package im.throng.server.gateway;

import im.throng.protocol.message.Push;
import im.throng.server.session.Packet;
import io.netty.buffer.ByteBufAllocator;

/// Makes packets whose frames are shared by connections.
///
/// Threading: immutable.
public final class PacketFactory implements Packet.Factory {

    @Override
    public Packet packet(Push push) {
        return new SharedPacket(push, ByteBufAllocator.DEFAULT);
    }
}
