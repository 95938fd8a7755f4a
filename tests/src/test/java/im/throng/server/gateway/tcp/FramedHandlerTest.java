package im.throng.server.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.Turn;
import im.throng.server.gateway.TurnsContract;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPipeline;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramedHandlerTest extends TurnsContract {

    @Override
    protected void open(ChannelPipeline pipeline, ClientConnection of) {
        pipeline.addLast(new FramedHandler(of));
    }

    @Override
    protected ByteBuf bytes(List<String> payloads) {
        ByteBuf all = Unpooled.buffer();
        for (String payload : payloads) {
            byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
            all.writeInt(bytes.length).writeBytes(bytes);
        }
        return all;
    }

    @Test
    void aLengthThatIsTooLongIsFoundBehindAFullTurn() {
        ByteBuf all = bytes(Collections.nCopies(Turn.FRAMES, "p"));
        channel().writeInbound(all.writeInt(Integer.MAX_VALUE));
        pass(1);
        assertThat(taken()).hasSize(Turn.FRAMES + 1).endsWith("too long");
    }
}
