package im.throng.server.gateway.tcp;

import im.throng.server.gateway.ClientConnection;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// Decides by the first byte what a connection speaks, and makes room for the handler of that.
///
/// ```
///  0x00   framed JSON: a length below 16 MiB begins with it
///  else   closed; TLS (0x16) and HTTP (an upper-case letter) join here
/// ```
///
/// Threading: confined to the connection's event loop.
final class FirstByteHandler extends ChannelInboundHandlerAdapter {

    private static final byte FRAMED = 0x00;

    private final ClientConnection connection;

    FirstByteHandler(ClientConnection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (!bytes.isReadable()) {
            bytes.release();
            return;
        }
        if (bytes.getByte(bytes.readerIndex()) != FRAMED) {
            bytes.release();
            context.close();
            return;
        }
        context.pipeline().replace(this, "framed", new FramedHandler(connection));
        context.pipeline().fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
