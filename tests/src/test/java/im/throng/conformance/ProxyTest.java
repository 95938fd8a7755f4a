package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// P-1 behind proxies: who is on the list of trusted ones is believed about a client's address
/// (PROXY protocol, version 2), and nobody else.
class ProxyTest {

    private static final byte[] SIGNATURE =
            {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};

    @Test
    void p1_aTrustedProxyTellsTheClientsAddress() {
        try (var server = TestServer.started("listen.trusted-proxies", "10.0.0.0/8, 127.0.0.0/8")) {
            var person = server.newPerson();
            try (var raw = server.connect()) {
                raw.write(header());
                var client = new NativeClient(raw);
                client.ask("account.login", person.credentials());
                assertThat(client.ask("account.sessions", "{}").path("sessions").path(0)
                        .path("address").stringValue("")).isEqualTo("203.0.113.9");
            }
        }
    }

    @Test
    void p1_theHeaderMayArriveInPiecesTogetherWithTheFirstFrame() {
        try (var server = TestServer.started("listen.trusted-proxies", "127.0.0.1")) {
            try (var raw = server.connect()) {
                byte[] frame = RawConnection.frame("{\"type\":\"nothing\",\"id\":1}");
                raw.writeInPieces(ByteBuffer.allocate(28 + frame.length)
                        .put(header()).put(frame).array(), 3);
                assertThat(raw.read().path("code").intValue(-1)).isEqualTo(404);
            }
        }
    }

    @Test
    void p1_aTrustedProxyMayAlsoSayNothing() {
        try (var server = TestServer.started("listen.trusted-proxies", "127.0.0.1");
                var client = server.loginNew()) {
            client.ask("ping", "{}");
        }
    }

    @Test
    void p1_whoIsNotTrustedIsNotHeard() {
        try (var server = TestServer.started(); var raw = server.connect()) {
            raw.write(header());
            raw.expectEndAfterAnything();
        }
    }

    @Test
    void p1_aBrokenHeaderEndsTheConnection() {
        try (var server = TestServer.started("listen.trusted-proxies", "127.0.0.1");
                var raw = server.connect()) {
            byte[] broken = header();
            broken[12] = 0x7F;
            raw.write(broken);
            raw.expectEndAfterAnything();
        }
    }

    private static String address(TestServer server, String... headers) {
        var person = server.newPerson();
        try (var client = new HttpTalk(server.connect()); var framed = server.open()) {
            String token = client.post("/api/login", person.credentials(), headers).expect(200)
                    .json().path("token").stringValue("");
            framed.ask("account.resume", Json.object("token", token));
            return framed.ask("account.sessions", "{}").path("sessions").path(0)
                    .path("address").stringValue("");
        }
    }

    @Test
    void p1_aTrustedProxyTellsTheClientsAddressByHttpToo() {
        try (var server = TestServer.started("listen.trusted-proxies", "10.0.0.0/8, 127.0.0.1")) {
            assertThat(address(server, "X-Forwarded-For: 203.0.113.7")).isEqualTo("203.0.113.7");
            // Whoever stands before the last one that is no proxy may be invented.
            assertThat(address(server, "X-Forwarded-For: 192.0.2.1, 203.0.113.7, 10.1.2.3"))
                    .isEqualTo("203.0.113.7");
            assertThat(address(server, "X-Forwarded-For: 192.0.2.1",
                    "X-Forwarded-For: 2001:db8::7")).isEqualTo("2001:db8::7");
            assertThat(address(server, "X-Forwarded-For: nonsense")).isEqualTo("127.0.0.1");
            assertThat(address(server)).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void p1_whoIsNoProxyIsNotHeardByHttp() {
        try (var server = TestServer.started();
                var client = new HttpTalk(server.connect())) {
            assertThat(address(server, "X-Forwarded-For: 203.0.113.7")).isEqualTo("127.0.0.1");
            assertThat(client.get("/", "X-Forwarded-Proto: https").headers())
                    .doesNotContainKey("strict-transport-security");
        }
    }

    @Test
    void aTrustedProxysTlsIsTheServers() {
        try (var server = TestServer.started("listen.trusted-proxies", "127.0.0.1");
                var client = new HttpTalk(server.connect())) {
            var answer = client.get("/", "X-Forwarded-Proto: https").expect(200);
            assertThat(answer.header("strict-transport-security")).startsWith("max-age=");
            assertThat(answer.header("content-security-policy")).doesNotContain(" ws:");
        }
    }

    /// Returns the header of a TCP connection over IPv4 from 203.0.113.9.
    static byte[] header() {
        return ByteBuffer.allocate(28).put(SIGNATURE)
                .put((byte) 0x21).put((byte) 0x11).putShort((short) 12)
                .put(new byte[] {(byte) 203, 0, 113, 9}).put(new byte[] {127, 0, 0, 1})
                .putShort((short) 40_000).putShort((short) 8889).array();
    }
}
