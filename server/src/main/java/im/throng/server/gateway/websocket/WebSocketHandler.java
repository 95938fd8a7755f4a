package im.throng.server.gateway.websocket;

import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.Turn;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Joins fragments to messages, and gives each to the connection's dialect.
///
/// Threading: confined to the connection's event loop.
final class WebSocketHandler extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(WebSocketHandler.class);

    private final ClientConnection connection;
    /// What has arrived of a message in fragments.
    private @Nullable ByteBuf unfinished;
    /// How many frames it takes yet.
    private int turn = Turn.FRAMES;
    /// Whether nothing more comes: what was said before the end is carried out.
    private boolean last;

    WebSocketHandler(ClientConnection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        WebSocketFrame frame = (WebSocketFrame) message;
        turn--;
        try {
            if (!connection.isEnding()) {
                received(frame);
            } else if (frame instanceof CloseWebSocketFrame) {
                context.close();
            }
        } finally {
            frame.release();
        }
    }

    /// Every arrival counts, be it a part of a frame.
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        connection.heard();
        turn = Turn.FRAMES;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        connection.writabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        forget();
        connection.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException violation) {
            violated(violation.closeStatus());
            return;
        }
        if (!(cause instanceof IOException)) {
            log.error("a connection failed", cause);
        }
        context.close();
    }

    /// Tells whether it takes another frame now.
    boolean takesMore() {
        return last || connection.isEnding() || (turn > 0 && connection.takesMore());
    }

    /// Begins another turn.
    void newTurn() {
        turn = Turn.FRAMES;
    }

    /// Lets others have theirs, if that is what something left is waiting for.
    void yieldIfTurnIsOver() {
        if (turn <= 0 && connection.takesMore()) {
            connection.yieldTurn();
        }
    }

    /// Learns that nothing more comes.
    void takeTheRest() {
        last = !connection.isResting();
    }

    private void received(WebSocketFrame frame) {
        switch (frame) {
            case TextWebSocketFrame text -> begin(text);
            case ContinuationWebSocketFrame part -> goOn(part);
            case BinaryWebSocketFrame _ -> violated(WebSocketCloseStatus.INVALID_MESSAGE_TYPE);
            case PingWebSocketFrame ping -> {
                // Who does not read the answers needs none.
                if (connection.isWritable()) {
                    connection.writeSoon(ControlFrames.pong(ping.content()));
                }
            }
            case CloseWebSocketFrame close -> connection.end(close.statusCode() < 0
                    ? ControlFrames.close() : ControlFrames.close(close.statusCode()));
            case PongWebSocketFrame _ -> {
                // That it was heard is all that matters.
            }
            default -> violated(WebSocketCloseStatus.PROTOCOL_ERROR);
        }
    }

    private void begin(WebSocketFrame first) {
        if (first.isFinalFragment()) {
            deliver(first.content());
        } else {
            ByteBuf content = first.content();
            unfinished = content.alloc().heapBuffer(content.readableBytes()).writeBytes(content);
        }
    }

    /// The decoder sees to it that there is something to go on with.
    private void goOn(WebSocketFrame part) {
        ByteBuf joined = unfinished;
        if (joined == null) {
            violated(WebSocketCloseStatus.PROTOCOL_ERROR);
            return;
        }
        long length = (long) joined.readableBytes() + part.content().readableBytes();
        if (length > connection.surroundings().config().frameBytesMax()) {
            forget();
            connection.dialect().tooLong(length);
            return;
        }
        joined.writeBytes(part.content());
        if (part.isFinalFragment()) {
            unfinished = null;
            try {
                deliver(joined);
            } finally {
                joined.release();
            }
        }
    }

    private void deliver(ByteBuf message) {
        if (!ByteBufUtil.isText(message, StandardCharsets.UTF_8)) {
            violated(WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
            return;
        }
        connection.framed();
        connection.dialect().received(message.nioBuffer());
    }

    private void violated(WebSocketCloseStatus status) {
        forget();
        if (status.equals(WebSocketCloseStatus.MESSAGE_TOO_BIG) && !connection.isEnding()) {
            connection.dialect().tooLong(-1);
        } else {
            connection.end(ControlFrames.close(status.code()));
        }
    }

    private void forget() {
        if (unfinished != null) {
            unfinished.release();
            unfinished = null;
        }
    }
}
