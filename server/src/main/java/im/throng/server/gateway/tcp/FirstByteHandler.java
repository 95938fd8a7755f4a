package im.throng.server.gateway.tcp;

import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.http.HttpDoor;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;

/// Decides by the first byte what a connection speaks, and makes room for the handler of that.
///
/// ```
///  0x00   framed JSON: a length below 16 MiB begins with it
///  0x0D   from a trusted proxy: the PROXY protocol, version 2; then the rule again
///  A-Z    HTTP/1.1, and by it WebSocket
///  else   closed; TLS (0x16) joins here
/// ```
///
/// Threading: confined to the connection's event loop.
final class FirstByteHandler extends ChannelInboundHandlerAdapter {

    private static final byte FRAMED = 0x00;

    private static final byte PROXIED = 0x0D;

    private final ClientConnection connection;
    private final HttpDoor http;
    private boolean mayBeProxied;

    FirstByteHandler(ClientConnection connection, HttpDoor http, boolean isTrustedProxy) {
        this.connection = connection;
        this.http = http;
        this.mayBeProxied = isTrustedProxy;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!connection.isWelcome()) {
            context.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HAProxyMessage header) {
            if (header.sourceAddress() != null) {
                connection.reported(header.sourceAddress());
            }
            header.release();
            if (!connection.isWelcome()) {
                context.close();
            }
            return;
        }
        ByteBuf bytes = (ByteBuf) message;
        if (!connection.isWelcome()) {
            bytes.release();
            return;
        }
        byte first = bytes.isReadable() ? bytes.getByte(bytes.readerIndex()) : FRAMED;
        if (!bytes.isReadable()) {
            bytes.release();
        } else if (first == FRAMED) {
            context.pipeline().replace(this, "framed", new FramedHandler(connection));
            context.pipeline().fireChannelRead(bytes);
        } else if (first >= 'A' && first <= 'Z') {
            http.take(context.pipeline(), connection);
            context.pipeline().remove(this);
            context.pipeline().fireChannelRead(bytes);
        } else if (first == PROXIED && mayBeProxied) {
            mayBeProxied = false;
            context.pipeline().addFirst("proxied", new HAProxyMessageDecoder());
            context.pipeline().fireChannelRead(bytes);
        } else {
            bytes.release();
            context.close();
        }
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
