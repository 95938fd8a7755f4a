package im.throng.server.gateway.tcp;

import im.throng.protocol.frame.FrameDecoder;
import im.throng.server.gateway.ClientConnection;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The framed door: bytes to frames to the connection's dialect.
///
/// Threading: confined to the connection's event loop.
final class FramedHandler extends ChannelInboundHandlerAdapter implements FrameDecoder.Sink {

    private static final Logger log = LoggerFactory.getLogger(FramedHandler.class);

    private final ClientConnection connection;
    private final FrameDecoder decoder;

    FramedHandler(ClientConnection connection) {
        this.connection = connection;
        this.decoder = new FrameDecoder(connection.surroundings().config().frameBytesMax());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        connection.heard();
        if (connection.isEnding()) {
            decoder.stop();
        }
        decoder.decode((ByteBuf) message, this);
    }

    @Override
    public void frame(ByteBuf payload) {
        connection.framed();
        connection.dialect().received(payload.nioBuffer());
        if (connection.isEnding()) {
            decoder.stop();
        }
    }

    @Override
    public void tooLong(long length) {
        connection.dialect().tooLong(length);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        connection.writabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        decoder.stop();
        connection.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            log.error("a connection failed", cause);
        }
        context.close();
    }
}
