package im.throng.server.gateway.websocket;

import im.throng.server.gateway.Turn;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.util.List;

/// Netty's decoder, which decodes as long as the handler behind it takes frames: what it does not
/// take waits as it came, since decoded it would be a hundred times as much.
///
/// Threading: confined to the connection's event loop.
final class TurnDecoder extends WebSocket13FrameDecoder {

    private final WebSocketHandler handler;
    /// Whether frames are being passed on: one of them may be what lets it go on, and then it does.
    private boolean passing;

    /// Creates a decoder in front of a handler.
    TurnDecoder(WebSocketDecoderConfig config, WebSocketHandler handler) {
        super(config);
        this.handler = handler;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
            throws Exception {
        if (handler.takesMore()) {
            super.decode(context, in, out);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        passing = true;
        try {
            super.channelRead(context, message);
        } finally {
            passing = false;
        }
        yieldIfLeft();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event != Turn.GO_ON) {
            super.userEventTriggered(context, event);
        } else if (!passing) {
            handler.newTurn();
            // Nothing has arrived, but what is there is looked at.
            channelRead(context, Unpooled.EMPTY_BUFFER);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        handler.takeTheRest();
        passing = true;
        super.channelInactive(context);
    }

    private void yieldIfLeft() {
        if (actualReadableBytes() > 0) {
            handler.yieldIfTurnIsOver();
        }
    }
}
