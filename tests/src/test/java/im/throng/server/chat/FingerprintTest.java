package im.throng.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.UserId;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final EntryBody BODY = new EntryBody.Text("你好, world", 7L,
            new Mentions(true, List.of(new UserId(9))));

    /// It is kept with each entry: another form would take a repeated message for another one.
    @Test
    void p18_theDigestIsTheOneThatIsKeptInDatabases() {
        Fingerprint digest = Fingerprint.of(BODY);
        assertThat(HexFormat.of().formatHex(digest.bytes()))
                .isEqualTo("e93cf230352bb2e37c432f7012b4c41f");
        assertThat(digest.matches(Fingerprint.of(BODY).bytes())).isTrue();
    }

    @Test
    void whatMovesFromOneFieldToAnotherIsAnotherMessage() {
        assertThat(List.of(
                new EntryBody.Text("a", null, new Mentions(false, List.of())),
                new EntryBody.Text("a", 1L, new Mentions(false, List.of())),
                new EntryBody.Text("a", null, new Mentions(true, List.of())),
                new EntryBody.Text("a", null, new Mentions(false, List.of(new UserId(1)))))
                .stream().map(body -> HexFormat.of().formatHex(Fingerprint.of(body).bytes())))
                .doesNotHaveDuplicates();
    }
}
