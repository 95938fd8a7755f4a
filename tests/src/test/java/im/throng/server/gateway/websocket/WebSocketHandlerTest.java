package im.throng.server.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.TurnsContract;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebSocketHandlerTest extends TurnsContract {

    @Override
    protected ChannelHandler handler(ClientConnection of) {
        return new WebSocketHandler(of);
    }

    @Override
    protected Object[] arrivals(List<String> payloads) {
        return payloads.stream().map(TextWebSocketFrame::new).toArray();
    }

    @Test
    void whatCameBeforeAViolationIsTaken() {
        channel().writeInbound(arrivals(Collections.nCopies(50, "p")));
        channel().pipeline().fireExceptionCaught(new CorruptedWebSocketFrameException(
                WebSocketCloseStatus.PROTOCOL_ERROR, "planted"));
        assertThat(taken()).hasSize(50);
    }
}
