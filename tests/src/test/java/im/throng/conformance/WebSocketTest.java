package im.throng.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// WebSocket in raw bytes: the handshake, frames as RFC 6455 wants them, and what ends it.
class WebSocketTest {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with(
            "limits.frame-bytes", "4096", "limits.text-bytes", "2048",
            "timeouts.heartbeat-ms", "400", "timeouts.login-ms", "1500",
            "web.origins", "https://chat.example, http://localhost:5173");

    private static final String PING = Json.request(1, "ping", "{}");
    private static final byte[] NOTHING = {};

    private static RawConnection open() {
        return RawConnection.openWebSocket(SERVER.port());
    }

    private static int statusFor(String more) {
        try (var client = new HttpTalk(SERVER.connect())) {
            client.raw().write(WebSocketFrames.handshake(SERVER.port(), more));
            return client.read(false).status();
        }
    }

    @Test
    void p3_oneTextMessageIsOneEnvelope() {
        try (var client = open()) {
            client.send(PING);
            assertThat(client.read().path("code").intValue(-1)).isEqualTo(401);
            client.sendAll(PING, PING, PING);
            for (int i = 0; i < 3; i++) {
                assertThat(client.read().path("code").intValue(-1)).isEqualTo(401);
            }
        }
    }

    @Test
    void p3_whatComesInOneSegmentWithTheHandshakeIsHeard() {
        try (var client = new HttpTalk(SERVER.connect())) {
            byte[] handshake = WebSocketFrames.handshake(SERVER.port(), "");
            byte[] frame = WebSocketFrames.text(PING);
            byte[] both = Arrays.copyOf(handshake, handshake.length + frame.length);
            System.arraycopy(frame, 0, both, handshake.length, frame.length);
            client.raw().write(both);
            client.read(false).expect(101);
            assertThat(client.raw().readBytes(1)[0]).isEqualTo((byte) 0x81);
        }
    }

    @Test
    void p3_aMessageMayComeInAnyFragmentsWithControlFramesBetween() {
        byte[] bytes = Json.request(7, "no.such.type", "{\"text\":\"\u00e9\ud83d\ude00\"}")
                .getBytes(UTF_8);
        try (var client = open()) {
            for (int size = 1; size <= bytes.length; size += 5) {
                for (int from = 0; from < bytes.length; from += size) {
                    byte[] piece = Arrays.copyOfRange(
                            bytes, from, Math.min(bytes.length, from + size));
                    int opcode = from == 0 ? WebSocketFrames.TEXT : WebSocketFrames.CONTINUATION;
                    client.write(from + size >= bytes.length
                            ? WebSocketFrames.last(opcode, piece)
                            : WebSocketFrames.part(opcode, piece));
                    client.write(WebSocketFrames.last(WebSocketFrames.PONG, NOTHING));
                }
                assertThat(client.read().path("id").intValue(-1)).isEqualTo(7);
            }
        }
    }

    @Test
    void p3_aPingIsAnsweredWithItsContent() {
        try (var client = open()) {
            client.write(WebSocketFrames.last(WebSocketFrames.PING, "hello".getBytes(UTF_8)));
            assertThat(client.readBytes(7)).isEqualTo("\u008a\u0005hello".getBytes(ISO_8859_1));
        }
    }

    @Test
    void p14_aPingCountsAsHeard() {
        var person = SERVER.newPerson();
        try (var client = new NativeClient(open())) {
            client.ask("account.login", person.credentials());
            long until = System.nanoTime() + Duration.ofSeconds(2).toNanos();
            while (System.nanoTime() < until) {
                client.raw().write(WebSocketFrames.last(WebSocketFrames.PING, NOTHING));
                client.listen(Duration.ofMillis(100));
            }
            client.expectGoodbye(408, true);
        }
    }

    @Test
    void p2_aMessageThatIsTooLongEndsItWithAGoodbye() {
        try (var client = new NativeClient(open())) {
            client.raw().write(WebSocketFrames.text("x".repeat(4097)));
            client.expectGoodbye(413, false);
        }
        try (var client = new NativeClient(open())) {
            for (int i = 0; i < 5; i++) {
                client.raw().write(WebSocketFrames.part(i == 0 ? WebSocketFrames.TEXT
                        : WebSocketFrames.CONTINUATION, new byte[1000]));
            }
            client.expectGoodbye(413, false);
        }
    }

    @Test
    void p10_threeMalformedMessagesEndItWith4400() {
        try (var client = new NativeClient(open())) {
            client.raw().sendAll("[]", "nonsense", "");
            client.expectGoodbye(400, false);
        }
    }

    @Test
    void p1_whoDoesNotLogInInTimeIsToldByTheCode() {
        try (var client = open()) {
            client.expectEnd();
            assertThat(client.closeCode()).isEqualTo(4408);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 3000, 4999})
    void rfc_aCloseIsAnsweredWithItsCode(int code) {
        try (var client = open()) {
            client.write(WebSocketFrames.close(code));
            client.expectEnd();
            assertThat(client.closeCode()).isEqualTo(code);
        }
    }

    @Test
    void rfc_aCloseWithoutACodeIsAnsweredWithoutOne() {
        try (var client = open()) {
            client.write(WebSocketFrames.last(WebSocketFrames.CLOSE, NOTHING));
            client.expectEnd();
            assertThat(client.closeCode()).isZero();
        }
    }

    @Test
    void p3_aBinaryMessageEndsItWith1003() {
        assertCloses(1003, WebSocketFrames.last(WebSocketFrames.BINARY, new byte[5]));
    }

    @Test
    void rfc_aFrameWithoutAMaskEndsItWith1002() {
        assertCloses(1002, WebSocketFrames.unmasked(WebSocketFrames.TEXT, PING.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC1, 0xA1, 0x91, 0x83, 0x87, 0x8B, 0x8F, 0x09, 0x08, 0x80, 0x00})
    void rfc_reservedBitsAndCodesAndWhatIsOutOfOrderEndItWith1002(int first) {
        assertCloses(1002, WebSocketFrames.frame(first, new byte[3]));
    }

    @Test
    void rfc_aTextWithinATextEndsItWith1002() {
        try (var client = open()) {
            client.write(WebSocketFrames.part(WebSocketFrames.TEXT, new byte[2]));
            client.write(WebSocketFrames.text(PING));
            client.expectEnd();
            assertThat(client.closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void rfc_aLongControlFrameEndsItWith1002() {
        assertCloses(1002, WebSocketFrames.last(WebSocketFrames.PING, new byte[126]));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 2999})
    void rfc_aCloseWithAForbiddenCodeEndsItWith1002(int code) {
        assertCloses(1002, WebSocketFrames.close(code));
    }

    @Test
    void rfc_aCloseWithHalfACodeEndsItWith1002() {
        assertCloses(1002, WebSocketFrames.last(WebSocketFrames.CLOSE, new byte[1]));
    }

    @Test
    void rfc_whatIsNoUtf8EndsItWith1007() {
        byte[] surrogate = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};
        assertCloses(1007, WebSocketFrames.last(WebSocketFrames.TEXT, surrogate));
        byte[] overlong = {'"', (byte) 0xC0, (byte) 0x80, '"'};
        assertCloses(1007, WebSocketFrames.last(WebSocketFrames.TEXT, overlong));
        byte[] cut = {'"', (byte) 0xF0, (byte) 0x9F};
        assertCloses(1007, WebSocketFrames.last(WebSocketFrames.TEXT, cut));
    }

    @Test
    void rfc_whatFollowsAViolationIsNotHeard() {
        try (var client = open()) {
            client.write(WebSocketFrames.last(WebSocketFrames.BINARY, new byte[5]));
            client.write(WebSocketFrames.text(PING));
            client.expectEnd();
            assertThat(client.closeCode()).isEqualTo(1003);
        }
    }

    @ParameterizedTest
    @CsvSource({"https://chat.example, 101", "http://localhost:5173, 101",
        "https://evil.example, 403", "null, 403", "https://chat.example.evil, 403",
        "https://chat.example:444, 403", "localhost, 403"})
    void p3_aForeignPageIsRefused(String origin, int status) {
        assertThat(statusFor("Origin: " + origin + "\r\n")).isEqualTo(status);
    }

    @Test
    void p3_itsOwnPageAndNoPageAtAllAreWelcome() {
        assertThat(statusFor("Origin: http://localhost:" + SERVER.port() + "\r\n"))
                .isEqualTo(101);
        assertThat(statusFor("Origin: https://LOCALHOST:" + SERVER.port() + "\r\n"))
                .isEqualTo(101);
        assertThat(statusFor("")).isEqualTo(101);
    }

    @Test
    void p3_compressionIsNotAgreedTo() {
        try (var client = new HttpTalk(SERVER.connect())) {
            client.raw().write(WebSocketFrames.handshake(SERVER.port(),
                    "Sec-WebSocket-Extensions: permessage-deflate\r\n"));
            var answer = client.read(false).expect(101);
            assertThat(answer.header("sec-websocket-extensions")).isEmpty();
            assertThat(answer.header("sec-websocket-accept")).isEqualTo(WebSocketFrames.ACCEPT);
        }
    }

    @Test
    void rfc_aHandshakeThatIsWrongIsRefused() {
        try (var client = new HttpTalk(SERVER.connect())) {
            var plain = client.get("/ws").expect(426);
            assertThat(plain.header("upgrade")).isEqualTo("websocket");
            String upgrade = "Upgrade: websocket";
            String connection = "Connection: Upgrade";
            var old = client.get("/ws", upgrade, connection, "Sec-WebSocket-Version: 8",
                    "Sec-WebSocket-Key: " + WebSocketFrames.KEY).expect(426);
            assertThat(old.header("sec-websocket-version")).isEqualTo("13");
            client.get("/ws", upgrade, connection, "Sec-WebSocket-Version: 13").expect(400);
            client.get("/ws", upgrade, connection, "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: c2hvcnQ=").expect(400);
            client.post("/ws", "x", upgrade, connection).expect(405);
        }
    }

    @Test
    void p5_theClassicDialectIsSpokenHereToo() {
        var person = SERVER.newPerson();
        try (var classic = new ClassicClient(open()); var other = SERVER.loginNew()) {
            assertThat(classic.login(person.id(), person.password()).path("code").intValue(-1))
                    .isEqualTo(200);
            other.say("to all", "k");
            classic.heard("to all");
        }
    }

    @Test
    void p20_aPushIsTheSameByBothDoors() {
        var person = SERVER.newPerson();
        try (var framed = SERVER.login(person); var web = new NativeClient(open());
                var writer = SERVER.loginNew()) {
            web.ask("account.login", person.credentials());
            for (int length : new int[] {1, 100, 126, 1000, 2048}) {
                writer.say("x".repeat(length), "k" + length);
                var heard = web.push("message");
                assertThat(heard.path("text").stringValue("")).hasSize(length);
                assertThat(framed.push("message")).isEqualTo(heard);
            }
        }
    }

    private static void assertCloses(int code, byte[] bytes) {
        try (var client = open()) {
            client.write(bytes);
            client.expectEnd();
            assertThat(client.closeCode()).isEqualTo(code);
        }
    }
}
