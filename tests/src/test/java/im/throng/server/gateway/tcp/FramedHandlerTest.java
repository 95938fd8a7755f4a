package im.throng.server.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.TurnsContract;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramedHandlerTest extends TurnsContract {

    @Override
    protected ChannelHandler handler(ClientConnection of) {
        return new FramedHandler(of);
    }

    @Override
    protected Object[] arrivals(List<String> payloads) {
        ByteBuf all = Unpooled.buffer();
        for (String payload : payloads) {
            byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
            all.writeInt(bytes.length).writeBytes(bytes);
        }
        return new Object[] {all};
    }

    @Test
    void aLengthThatIsTooLongIsFoundBehindAFullTurn() {
        ByteBuf all = (ByteBuf) arrivals(Collections.nCopies(32, "p"))[0];
        channel().writeInbound(all.writeInt(Integer.MAX_VALUE));
        pass(1);
        assertThat(taken()).hasSize(33).endsWith("too long");
    }
}
