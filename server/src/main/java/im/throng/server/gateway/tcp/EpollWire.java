package im.throng.server.gateway.tcp;

import im.throng.server.gateway.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;

/// The way by the descriptor of a socket without handlers for what goes out.
///
/// Threading: immutable.
final class EpollWire implements Wire {

    @Override
    public int write(Channel channel, ByteBuf bytes) {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        if (queue == null || queue.totalPendingWriteBytes() != 0 || !bytes.hasMemoryAddress()
                || !(channel instanceof UnixChannel socket)) {
            return 0;
        }
        try {
            return Math.max(0, socket.fd().writeAddress(
                    bytes.memoryAddress(), bytes.readerIndex(), bytes.writerIndex()));
        } catch (IOException | NotYetConnectedException broken) {
            return 0;
        }
    }
}
