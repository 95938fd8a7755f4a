package im.throng.bench.resp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RespTest {

    private static final List<String> REPLIES = List.of("+PONG\r\n", ":10000\r\n",
            "-ERR unknown command\r\n", "$-1\r\n", "$0\r\n\r\n", "*0\r\n",
            "*3\r\n$7\r\nmessage\r\n$3\r\nall\r\n$5\r\na\r\nb!\r\n",
            ">3\r\n$9\r\nsubscribe\r\n$1\r\n7\r\n:1\r\n",
            "%2\r\n$5\r\nproto\r\n:3\r\n$7\r\nmodules\r\n*1\r\n*2\r\n+a\r\n_\r\n");

    @Test
    void aCommandNamesTheLengthOfEachWord() {
        assertThat(new String(Resp.command("PUBLISH", "all", "hello"), UTF_8))
                .isEqualTo("*3\r\n$7\r\nPUBLISH\r\n$3\r\nall\r\n$5\r\nhello\r\n");
    }

    @Test
    void aReplyEndsWithAllThatIsNestedInIt() {
        for (String reply : REPLIES) {
            ByteBuf bytes = Unpooled.copiedBuffer(reply + "+more\r\n", UTF_8);
            assertThat(Resp.end(bytes, 0)).as(reply).isEqualTo(reply.length());
        }
    }

    @Test
    void repliesAreCutHoweverTheyArrive() {
        String all = String.join("", REPLIES);
        for (int step = 1; step <= all.length(); step++) {
            var decoder = new RespDecoder();
            List<String> cut = new ArrayList<>();
            for (int from = 0; from < all.length(); from += step) {
                decoder.decode(Unpooled.copiedBuffer(
                        all.substring(from, Math.min(all.length(), from + step)), UTF_8),
                        (bytes, start, end) -> cut.add(bytes.toString(start, end - start, UTF_8)));
            }
            assertThat(cut).as("steps of " + step).isEqualTo(REPLIES);
            decoder.stop();
        }
    }

    @Test
    void whatIsNoReplyIsRefused() {
        assertThatThrownBy(() -> Resp.end(Unpooled.copiedBuffer("hello\r\n", UTF_8), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
