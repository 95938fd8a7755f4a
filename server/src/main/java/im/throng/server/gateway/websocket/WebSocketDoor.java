package im.throng.server.gateway.websocket;

import im.throng.protocol.frame.Framing;
import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.Door;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;

/// The WebSocket door, after the handshake. What goes out needs no handler: each frame's header is
/// in front of it already, so that the short way to the socket is open to it.
///
/// Threading: immutable.
public final class WebSocketDoor implements Door {

    /// A goodbye's code is told as this plus itself.
    private static final int CODES_FROM = 4000;

    private final WebSocketDecoderConfig decoding;

    /// Creates the door.
    ///
    /// @param frameBytesMax the longest message
    public WebSocketDoor(int frameBytesMax) {
        this.decoding = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(frameBytesMax)
                .expectMaskedFrames(true)
                .allowMaskMismatch(false)
                .allowExtensions(false)
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build();
    }

    /// Takes over a connection whose handshake was answered: puts its handlers at the end.
    public void take(ChannelPipeline pipeline, ClientConnection connection) {
        connection.enterBy(this);
        var handler = new WebSocketHandler(connection);
        pipeline.addLast("websocket-decoder", new TurnDecoder(decoding, handler));
        pipeline.addLast("websocket", handler);
    }

    @Override
    public Framing framing() {
        return Framing.WEBSOCKET;
    }

    @Override
    public ByteBuf lastWord(int code) {
        return ControlFrames.close(CODES_FROM + code);
    }
}
