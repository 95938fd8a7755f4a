package im.throng.server.gateway.tcp;

import im.throng.protocol.codec.PushCodec;
import im.throng.protocol.message.Farewell;
import im.throng.protocol.message.Push;
import im.throng.server.gateway.Addresses;
import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.Networks;
import im.throng.server.gateway.http.HttpDoor;
import im.throng.server.gateway.tls.Tls;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Decides by the first byte what a connection speaks, and makes room for the handler of that.
///
/// ```
///  0x00   framed JSON: a length below 16 MiB begins with it
///  0x0D   from a trusted proxy: the PROXY protocol, version 2; then the rule again
///  0x16   TLS, if it is switched on; then the rule again for what is inside
///  A-Z    HTTP/1.1, and by it WebSocket
///  else   closed
/// ```
///
/// Who must come by TLS and does not is told so, and closed.
///
/// Threading: confined to the connection's event loop.
final class FirstByteHandler extends ChannelInboundHandlerAdapter {

    private static final byte FRAMED = 0x00;

    private static final byte PROXIED = 0x0D;
    private static final byte TLS = 0x16;
    private static final String TLS_ONLY = "this server speaks TLS alone";
    private static final String TLS_ONLY_BY_HTTP = """
            HTTP/1.1 403 Forbidden\r
            content-type: text/plain; charset=utf-8\r
            connection: close\r
            \r
            this server speaks TLS alone
            """;

    private final ClientConnection connection;
    private final HttpDoor http;
    private final Tls tls;
    private boolean mayBeProxied;
    private boolean mayBePlain;
    private boolean secured;

    FirstByteHandler(ClientConnection connection, HttpDoor http, Tls tls, boolean isTrustedProxy,
                     boolean mayBePlain) {
        this.connection = connection;
        this.http = http;
        this.tls = tls;
        this.mayBeProxied = isTrustedProxy;
        this.mayBePlain = mayBePlain;
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
            learnFrom(header);
            header.release();
            if (!connection.isWelcome()) {
                context.close();
            }
            return;
        }
        ByteBuf bytes = (ByteBuf) message;
        if (!connection.isWelcome() || connection.isEnding()) {
            bytes.release();
            return;
        }
        byte first = bytes.isReadable() ? bytes.getByte(bytes.readerIndex()) : FRAMED;
        if (!bytes.isReadable()) {
            bytes.release();
        } else if (first == PROXIED && mayBeProxied) {
            mayBeProxied = false;
            context.pipeline().addFirst("proxied", new HAProxyMessageDecoder());
            context.pipeline().fireChannelRead(bytes);
        } else if (first == TLS && tls.isOn() && !secured) {
            secured = true;
            mayBePlain = true;
            mayBeProxied = false;
            tls.begin(context, connection, bytes);
        } else if (!mayBePlain) {
            bytes.release();
            refusePlain(context, first);
        } else if (first == FRAMED) {
            context.pipeline().replace(this, "framed", new FramedHandler(connection));
            context.fireChannelRead(bytes);
        } else if (first >= 'A' && first <= 'Z') {
            http.take(context.pipeline(), connection);
            context.pipeline().remove(this);
            context.fireChannelRead(bytes);
        } else {
            bytes.release();
            context.close();
        }
    }

    /// A connection of the proxy's own (`LOCAL`, such as a check of health) stays the proxy's. One
    /// for somebody of whom it knows no address must not have what the proxy is free to.
    private void learnFrom(HAProxyMessage header) {
        if (header.command() == HAProxyCommand.LOCAL) {
            return;
        }
        @Nullable String source = header.sourceAddress();
        String client = source == null ? null : Networks.canonical(source);
        connection.reported(client == null ? Addresses.UNKNOWN : client);
    }

    private void refusePlain(ChannelHandlerContext context, byte first) {
        if (first == FRAMED) {
            connection.end(connection.framing().frame(context.alloc(), PushCodec.encode(
                    new Push.Goodbye(Farewell.MALFORMED, TLS_ONLY, 0))));
        } else if (first >= 'A' && first <= 'Z') {
            connection.end(
                    Unpooled.copiedBuffer(TLS_ONLY_BY_HTTP, StandardCharsets.US_ASCII));
        } else {
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
