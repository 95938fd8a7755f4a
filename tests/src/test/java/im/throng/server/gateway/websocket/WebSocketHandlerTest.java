package im.throng.server.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.message.Farewell;
import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.TurnsContract;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPipeline;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebSocketHandlerTest extends TurnsContract {

    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_BINARY = 0x82;
    private static final int CLOSE = 0x88;
    private static final int MASKED = 0x80;

    private final WebSocketDoor door = new WebSocketDoor(1 << 16);

    @Override
    protected void open(ChannelPipeline pipeline, ClientConnection of) {
        door.take(pipeline, of);
    }

    @Override
    protected ByteBuf bytes(List<String> payloads) {
        ByteBuf all = Unpooled.buffer();
        payloads.forEach(payload -> frame(all, FINAL_TEXT, payload));
        return all;
    }

    @Test
    void whatCameBeforeAViolationIsTaken() {
        ByteBuf all = bytes(Collections.nCopies(50, "p"));
        channel().writeInbound(frame(all, FINAL_BINARY, "no text"));
        pass(1);
        assertThat(taken()).hasSize(50);
        assertThat(connection().isOver()).isTrue();
    }

    /// What the peer's goodbye waits behind must not take ours away.
    @Test
    void aGoodbyeIsSentThoughThePeersIsWaiting() {
        ByteBuf all = bytes(Collections.nCopies(50, "p"));
        channel().writeInbound(frame(all, CLOSE, ""));
        assertThat(channel().isOpen()).isTrue();
        connection().end(Farewell.SILENT, "planted");
        ByteBuf goodbye = channel().readOutbound();
        assertThat(goodbye.readUnsignedByte()).isEqualTo((short) CLOSE);
        goodbye.release();
        assertThat(channel().isOpen()).isFalse();
    }

    private static ByteBuf frame(ByteBuf into, int opcode, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        // The mask is 0: it changes nothing.
        return into.writeByte(opcode).writeByte(MASKED | bytes.length).writeInt(0)
                .writeBytes(bytes);
    }
}
