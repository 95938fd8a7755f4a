package im.throng.server.gateway;

import im.throng.protocol.message.Push;
import im.throng.server.session.Packet;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;

/// Makes packets whose frames are shared by connections.
///
/// Threading: immutable.
public final class PacketFactory implements Packet.Factory {

    @Override
    public Packet packet(Push push) {
        return new SinglePacket(push, ByteBufAllocator.DEFAULT);
    }

    @Override
    public Packet joined(List<Packet> parts) {
        return new JoinedPacket(parts.stream().map(SharedPacket.class::cast).toList(),
                ByteBufAllocator.DEFAULT);
    }
}
