package im.throng.server.gateway.tcp;

import im.throng.protocol.frame.FrameDecoder;
import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.Turn;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The framed door: bytes to frames to the connection's dialect, so many in a turn that others
/// have theirs.
///
/// Threading: confined to the connection's event loop.
final class FramedHandler extends ChannelInboundHandlerAdapter implements FrameDecoder.Sink {

    private static final Logger log = LoggerFactory.getLogger(FramedHandler.class);

    private final ClientConnection connection;
    private final FrameDecoder decoder;
    /// How many it takes yet.
    private int turn = Turn.FRAMES;
    /// Whether nothing more comes: what was said before the end is carried out.
    private boolean last;

    FramedHandler(ClientConnection connection) {
        this.connection = connection;
        this.decoder = new FrameDecoder(connection.surroundings().config().frameBytesMax());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        connection.heard();
        stopAtTheEnd();
        decoder.decode((ByteBuf) message, this);
        yieldIfLeft();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        turn = Turn.FRAMES;
        context.fireChannelReadComplete();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == Turn.GO_ON) {
            stopAtTheEnd();
            turn = Turn.FRAMES;
            decoder.goOn(this);
            yieldIfLeft();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public boolean takesMore() {
        return last || (turn > 0 && connection.takesMore());
    }

    @Override
    public void frame(ByteBuf payload) {
        turn--;
        connection.framed();
        connection.dialect().received(payload.nioBuffer());
        stopAtTheEnd();
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
        try {
            if (!connection.isResting()) {
                stopAtTheEnd();
                last = true;
                decoder.goOn(this);
            }
        } finally {
            decoder.stop();
            connection.closed();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            log.error("a connection failed", cause);
        }
        context.close();
    }

    private void stopAtTheEnd() {
        if (connection.isEnding()) {
            decoder.stop();
        }
    }

    private void yieldIfLeft() {
        if (decoder.holdsFrame() && connection.takesMore()) {
            connection.yieldTurn();
        }
    }
}
