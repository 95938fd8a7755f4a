package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        try (var client = new HttpTalk(server.connect())) {
            return loggedInFrom(server, client, headers);
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
            assertThat(address(server, "X-Forwarded-For: 203.0.113.7, 999.1.1.1"))
                    .isEqualTo("127.0.0.1");
            assertThat(address(server)).isEqualTo("127.0.0.1");
            // One client has one address, however it is written, and from whatever port.
            assertThat(address(server, "X-Forwarded-For: 203.0.113.7:51234"))
                    .isEqualTo("203.0.113.7");
            assertThat(address(server, "X-Forwarded-For: [2001:DB8::0:7]:51234"))
                    .isEqualTo("2001:db8::7");
            assertThat(address(server, "X-Forwarded-For: ::ffff:203.0.113.7"))
                    .isEqualTo("203.0.113.7");
        }
    }

    @Test
    void p1_whoIsNoProxyIsNotHeardByHttp() {
        try (var server = TestServer.started("tls.hsts-seconds", "60");
                var client = new HttpTalk(server.connect())) {
            assertThat(address(server, "X-Forwarded-For: 203.0.113.7")).isEqualTo("127.0.0.1");
            assertThat(client.get("/", "X-Forwarded-Proto: https").headers())
                    .doesNotContainKey("strict-transport-security");
        }
    }

    @Test
    void aTrustedProxysTlsIsTheServers() {
        try (var server = TestServer.started("listen.trusted-proxies", "127.0.0.1",
                        "tls.hsts-seconds", "60");
                var client = new HttpTalk(server.connect())) {
            var answer = client.get("/", "X-Forwarded-Proto: https").expect(200);
            assertThat(answer.header("strict-transport-security")).isEqualTo("max-age=60");
            assertThat(answer.header("content-security-policy")).doesNotContain(" ws:");
            assertThat(client.get("/").expect(200).headers())
                    .doesNotContainKey("strict-transport-security");
        }
    }

    /// A proxy that passes on bytes passes on what a client says of itself, too.
    @Test
    void p1_whoComesByThePassingProxyIsNotBelievedAboutItself() {
        try (var server = TestServer.started("listen.trusted-proxies", "127.0.0.1",
                "tls.hsts-seconds", "60")) {
            try (var client = new HttpTalk(server.connect())) {
                client.raw().write(header());
                for (String address : List.of("127.0.0.1", "10.0.0.1", "::1", "203.0.113.9")) {
                    client.get("/metrics", "X-Forwarded-For: " + address).expect(404);
                }
                assertThat(client.get("/", "X-Forwarded-Proto: https").expect(200).headers())
                        .doesNotContainKey("strict-transport-security");
                assertThat(loggedInFrom(server, client, "X-Forwarded-For: 198.51.100.1"))
                        .isEqualTo("203.0.113.9");
            }
        }
    }

    @Test
    void p1_aListedProxyBehindThePassingOneIsBelieved() {
        try (var server = TestServer.started(
                "listen.trusted-proxies", "127.0.0.1, 203.0.113.9")) {
            try (var client = new HttpTalk(server.connect())) {
                client.raw().write(header());
                assertThat(loggedInFrom(server, client, "X-Forwarded-For: 198.51.100.1"))
                        .isEqualTo("198.51.100.1");
                assertThat(loggedInFrom(server, client)).isEqualTo("203.0.113.9");
            }
        }
    }

    @Test
    void p1_aRequestThatNamesNobodyIsTheProxysOwnWhoeverCameBefore() {
        try (var server = TestServer.started("listen.trusted-proxies", "127.0.0.1");
                var client = new HttpTalk(server.connect())) {
            client.get("/metrics", "X-Forwarded-For: 203.0.113.7").expect(404);
            client.get("/metrics").expect(200);
            assertThat(loggedInFrom(server, client, "X-Forwarded-For: 203.0.113.7"))
                    .isEqualTo("203.0.113.7");
            assertThat(loggedInFrom(server, client)).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void p4_aProxyThatNamesNobodySeesNoMetricsAndIsToldOfOnce() {
        try (var server = TestServer.started();
                var log = LogWatch.of("im.throng.server.gateway.http.Proxies");
                var client = new HttpTalk(server.connect())) {
            client.get("/metrics").expect(200);
            assertThat(log.lines()).isEmpty();
            for (String sign : List.of("X-Forwarded-For: 127.0.0.1", "Forwarded: for=192.0.2.1",
                    "Via: 1.1 proxy", "X-Real-IP: 192.0.2.1")) {
                client.get("/metrics", sign).expect(404);
                client.get("/healthz", sign).expect(200);
            }
            client.get("/metrics").expect(200);
            assertThat(log.lines()).singleElement().asString()
                    .contains("127.0.0.1", "listen.trusted-proxies");
        }
        try (var server = TestServer.started("listen.trusted-proxies", "127.0.0.1");
                var client = new HttpTalk(server.connect())) {
            client.get("/metrics", "X-Forwarded-Proto: http").expect(404);
            client.get("/metrics", "X-Forwarded-For: 127.0.0.1").expect(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x31})
    void p1_whoIsBehindAProxyThatKnowsNoAddressIsNotTheProxy(int family) {
        try (var server = TestServer.started("listen.trusted-proxies", "127.0.0.1");
                var client = new HttpTalk(server.connect())) {
            client.raw().write(header(0x21, family, new byte[family == 0 ? 0 : 216]));
            client.get("/metrics").expect(404);
            assertThat(loggedInFrom(server, client, "X-Forwarded-For: 127.0.0.1"))
                    .isEqualTo("unknown");
        }
    }

    @Test
    void p1_theProxysOwnConnectionIsTheProxys() {
        try (var server = TestServer.started("listen.trusted-proxies", "127.0.0.1");
                var client = new HttpTalk(server.connect())) {
            client.raw().write(header(0x20, 0x00, new byte[0]));
            client.get("/metrics").expect(200);
        }
    }

    /// Logs somebody new in by a connection, and returns from which address that was.
    private static String loggedInFrom(TestServer server, HttpTalk client, String... headers) {
        var person = server.newPerson();
        try (var framed = server.open()) {
            String token = client.post("/api/login", person.credentials(), headers).expect(200)
                    .json().path("token").stringValue("");
            framed.ask("account.resume", Json.object("token", token));
            return framed.ask("account.sessions", "{}").path("sessions").path(0)
                    .path("address").stringValue("");
        }
    }

    /// Returns the header of a TCP connection over IPv4 from 203.0.113.9.
    static byte[] header() {
        return header(0x21, 0x11, ByteBuffer.allocate(12)
                .put(new byte[] {(byte) 203, 0, 113, 9}).put(new byte[] {127, 0, 0, 1})
                .putShort((short) 40_000).putShort((short) 8889).array());
    }

    private static byte[] header(int command, int family, byte[] addresses) {
        return ByteBuffer.allocate(16 + addresses.length).put(SIGNATURE)
                .put((byte) command).put((byte) family).putShort((short) addresses.length)
                .put(addresses).array();
    }
}
