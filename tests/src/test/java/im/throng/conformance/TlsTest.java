package im.throng.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.server.gateway.tls.TestCertificates;
import im.throng.server.gateway.tls.TlsConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS on the port of all (P-1).
class TlsTest {

    private static final byte ALERT = 0x15;
    private static final byte PROTOCOL_VERSION = 70;

    private Path folder;
    private TlsConfig.Files files;

    @BeforeEach
    void make() {
        folder = TestServer.newFolder();
        files = TestCertificates.make(folder, "server");
    }

    @AfterEach
    void delete() {
        TestServer.deleteFolder(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void p1_tlsIsSpokenInBothVersions(String version) {
        try (var server = started(); var tls = TlsClient.trusting(files).open(server, version)) {
            assertThat(tls.socket().getSession().getProtocol()).isEqualTo(version);
            assertThat(tls.socket().getSession().getCipherSuite()).containsAnyOf("GCM", "POLY");
            assertThat(tls.framed().request("nothing", "{}").path("code").intValue(-1))
                    .isEqualTo(404);
        }
    }

    @Test
    void p1_olderVersionsAreRefused() {
        try (var server = started(); var raw = server.connect()) {
            raw.write(oldHello());
            byte[] answer = raw.readOnce(100);
            assertThat(answer).hasSize(7).startsWith(ALERT).endsWith(PROTOCOL_VERSION);
            raw.expectEnd();
        }
    }

    @Test
    void p1_insideTlsTheFirstByteDecidesAgain() throws Exception {
        try (var server = started()) {
            TlsClient client = TlsClient.trusting(files);
            try (var http = client.open(server)) {
                http.write("GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n".getBytes(UTF_8));
                assertThat(http.readLine()).isEqualTo("HTTP/1.1 200 OK");
            }
            try (var garbage = client.open(server)) {
                garbage.write("?".getBytes(UTF_8));
                assertThat(garbage.socket().getInputStream().read()).isNegative();
            }
            try (var again = client.open(server)) {
                again.write(new byte[] {0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0});
                assertThat(again.socket().getInputStream().read()).isNegative();
            }
        }
    }

    @Test
    void aBrowserIsToldToStayWithTlsOnlyIfSoSet() {
        try (var server = started(); var http = http(server)) {
            assertThat(http.get("/").expect(200).headers())
                    .doesNotContainKey("strict-transport-security");
        }
        try (var server = TestServer.started("tls.certificate", files.certificate().toString(),
                "tls.key", files.key().toString(), "tls.hsts-seconds", "3600");
                var secure = http(server); var plain = new HttpTalk(server.connect())) {
            assertThat(secure.get("/").expect(200).header("strict-transport-security"))
                    .isEqualTo("max-age=3600");
            assertThat(plain.get("/").expect(200).headers())
                    .doesNotContainKey("strict-transport-security");
        }
    }

    @Test
    void p3_webSocketIsSpokenByTlsToo() {
        try (var server = started()) {
            var person = server.newPerson();
            try (var hearer = new NativeClient(webSocket(server));
                    var speaker = new NativeClient(webSocket(server))) {
                hearer.ask("account.login", person.credentials());
                speaker.ask("account.login", server.newPerson().credentials());
                for (int length : new int[] {1, 125, 126, 65_535}) {
                    speaker.say("x".repeat(length), "k" + length);
                    assertThat(hearer.push("message").path("text").stringValue(""))
                            .hasSize(length);
                }
                hearer.raw().write(WebSocketFrames.last(WebSocketFrames.BINARY, new byte[5]));
                hearer.raw().expectEndAfterAnything();
                assertThat(hearer.raw().closeCode()).isEqualTo(1003);
            }
        }
    }

    @Test
    void p3_aPageThatCameByTlsSpeaksWebSocketByTls() {
        try (var server = started(); var http = http(server)) {
            String host = "localhost:" + server.port();
            http.raw().write(WebSocketFrames.handshake(server.port(),
                    "Origin: https://" + host + "\r\n"));
            http.read(false).expect(101);
        }
        try (var server = started(); var http = http(server)) {
            assertThat(http.get("/").expect(200).header("content-security-policy"))
                    .contains("connect-src 'self' wss://localhost;").doesNotContain(" ws:");
        }
    }

    private HttpTalk http(TestServer server) {
        return new HttpTalk(TlsClient.trusting(files).open(server).raw());
    }

    private RawConnection webSocket(TestServer server) {
        return RawConnection.upgraded(TlsClient.trusting(files).open(server).socket(),
                server.port());
    }

    @Test
    void p1_theClassicDialectIsSpokenByTlsToo() {
        try (var server = started(); var tls = TlsClient.trusting(files).open(server)) {
            var person = server.newPerson();
            assertThat(new ClassicClient(tls.raw()).login(person.id(), person.password())
                    .path("code").intValue(-1)).isEqualTo(200);
        }
    }

    @Test
    void p1_aTrustedProxyMayNameTheClientBeforeTls() throws IOException {
        try (var server = TestServer.started("tls.certificate", files.certificate().toString(),
                "tls.key", files.key().toString(), "listen.trusted-proxies", "127.0.0.1")) {
            var person = server.newPerson();
            var below = new Socket(InetAddress.getLoopbackAddress(), server.port());
            below.getOutputStream().write(ProxyTest.header());
            try (var tls = TlsClient.trusting(files).over(below)) {
                var client = tls.framed();
                client.ask("account.login", person.credentials());
                assertThat(client.ask("account.sessions", "{}").path("sessions").path(0)
                        .path("address").stringValue("")).isEqualTo("203.0.113.9");
            }
        }
    }

    @Test
    void p1_garbageAfterTheFirstByteEndsTheConnectionAndNothingElse() {
        try (var server = started(); var raw = server.connect()) {
            raw.write(new byte[] {0x16, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
            raw.expectEndAfterAnyBytes();
            RawConnection cut = server.connect();
            cut.write(new byte[] {0x16, 3});
            cut.close();
            try (var tls = TlsClient.trusting(files).open(server)) {
                tls.framed().request("nothing", "{}");
            }
        }
    }

    @Test
    void p1_whoBeginsAHandshakeAndSaysNoMoreIsEnded() {
        try (var server = TestServer.started("tls.certificate", files.certificate().toString(),
                "tls.key", files.key().toString(), "timeouts.first-frame-ms", "200");
                var raw = server.connect(); var tls = TlsClient.trusting(files).open(server)) {
            raw.write(new byte[] {0x16, 3, 1, 2, 0, 1});
            raw.expectEndAfterAnyBytes();
            tls.expectEnd();
        }
    }

    @Test
    void handshakesThatStandStillDoNotKeepOthersOut() {
        try (var server = TestServer.started("tls.certificate", files.certificate().toString(),
                "tls.key", files.key().toString(), "limits.tls-handshakes", "1")) {
            List<RawConnection> still = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                RawConnection raw = server.connect();
                raw.write(new byte[] {0x16, 3, 1, 2, 0, 1});
                still.add(raw);
            }
            try (var tls = TlsClient.trusting(files).open(server)) {
                assertThat(tls.framed().request("nothing", "{}").path("code").intValue(-1))
                        .isEqualTo(404);
            }
            still.forEach(RawConnection::close);
        }
    }

    @Test
    void p1_withoutTlsNobodyIsLetInIfSoSet() {
        try (var server = TestServer.started("tls.certificate", files.certificate().toString(),
                "tls.key", files.key().toString(), "tls.plain", "refuse")) {
            try (var framed = server.connect()) {
                framed.send("{\"type\":\"ping\",\"id\":1}");
                assertThat(framed.readText()).contains("goodbye", "TLS");
                framed.expectEnd();
            }
            try (var http = server.connect()) {
                http.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(UTF_8));
                assertThat(new String(http.readOnce(1000), UTF_8))
                        .startsWith("HTTP/1.1 403 ").contains("TLS");
            }
            try (var garbage = server.connect()) {
                garbage.write("?".getBytes(UTF_8));
                garbage.expectEnd();
            }
            try (var tls = TlsClient.trusting(files).open(server)) {
                tls.framed().request("nothing", "{}");
            }
        }
    }

    @Test
    void p1_onlyThisMachineIsLetInWithoutTlsIfSoSet() {
        try (var server = TestServer.started("tls.certificate", files.certificate().toString(),
                "tls.key", files.key().toString(), "tls.plain", "loopback");
                var client = server.loginNew()) {
            client.ask("ping", "{}");
        }
    }

    @Test
    void aNewCertificateIsTakenWithoutARestartAndOldConnectionsGoOn() throws Exception {
        try (var server = TestServer.started("tls.certificate", files.certificate().toString(),
                "tls.key", files.key().toString(), "tls.reload-ms", "20");
                var log = LogWatch.of("im.throng.server.gateway.tls.Certificates");
                var before = TlsClient.trusting(files).open(server)) {
            Certificate first = before.certificate();
            TlsConfig.Files fresh = TestCertificates.make(folder, "fresh");
            replace(fresh);
            await().until(() -> {
                try (var now = TlsClient.trustingAnybody().open(server)) {
                    return !now.certificate().equals(first);
                }
            });
            assertThat(before.framed().request("nothing", "{}").path("code").intValue(-1))
                    .isEqualTo(404);

            Files.writeString(files.certificate(), "not a certificate");
            await().until(() -> log.lines().stream().anyMatch(line ->
                    line.contains("the old one stays in use") && line.contains("server.crt")));
            Certificate second;
            try (var after = TlsClient.trusting(fresh).open(server)) {
                second = after.certificate();
                assertThat(second).isNotEqualTo(first);
            }

            replace(TestCertificates.make(folder, "third"));
            await().until(() -> {
                try (var now = TlsClient.trustingAnybody().open(server)) {
                    return !now.certificate().equals(second);
                }
            });
        }
    }

    /// What is sent to many is one buffer in memory, which TLS must leave as it is.
    @Test
    void whatManyAreSentIsWholeForEachOfThem() {
        try (var server = started()) {
            TlsClient tls = TlsClient.trusting(files);
            List<NativeClient> hearers = new ArrayList<>();
            List<TlsClient.Opened> opened = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                var person = server.newPerson();
                var connection = tls.open(server);
                opened.add(connection);
                var client = connection.framed();
                client.ask("account.login", person.credentials());
                hearers.add(client);
            }
            int count = 300;
            try (var speaker = server.loginNew(); var plain = server.loginNew()) {
                hearers.add(plain);
                List<Long> ids = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    ids.add(speaker.post("message.send", Json.object("to", "all",
                            "key", "k" + i, "text", text(i))));
                }
                ids.forEach(id -> assertThat(speaker.reply(id).path("code").intValue(-1))
                        .isEqualTo(200));
                for (NativeClient hearer : hearers) {
                    for (int i = 0; i < count; i++) {
                        assertThat(hearer.push("message").path("text").stringValue(""))
                                .isEqualTo(text(i));
                    }
                }
            }
            opened.forEach(TlsClient.Opened::close);
        }
    }

    @Test
    void aCertificateThatSignsItselfIsMadeOnceAndKept() throws Exception {
        try (var server = TestServer.started("tls.self-signed", "yes")) {
            Path made = server.data().resolve("tls.crt");
            Path key = server.data().resolve("tls.key");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
            var own = new TlsConfig.Files(made, key, true);
            Certificate first;
            try (var tls = TlsClient.trusting(own).open(server)) {
                first = tls.certificate();
            }
            server.restart();
            try (var tls = TlsClient.trusting(own).open(server)) {
                assertThat(tls.certificate()).isEqualTo(first);
            }
        }
    }

    private static String text(int i) {
        return i + "-" + "x".repeat(i * 37 % 500);
    }

    private TestServer started() {
        return TestServer.started("tls.certificate", files.certificate().toString(),
                "tls.key", files.key().toString());
    }

    private void replace(TlsConfig.Files by) throws IOException {
        Files.copy(by.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(by.certificate(), files.certificate(), StandardCopyOption.REPLACE_EXISTING);
    }

    /// Returns a greeting of somebody who knows TLS 1.1 at most.
    private static byte[] oldHello() {
        int body = 2 + 32 + 1 + 2 + 4 + 2;
        return ByteBuffer.allocate(5 + 4 + body)
                .put((byte) 0x16).put((byte) 3).put((byte) 1).putShort((short) (4 + body))
                .put((byte) 1).put((byte) 0).putShort((short) body)
                .put((byte) 3).put((byte) 2).put(new byte[32]).put((byte) 0)
                .putShort((short) 4).putShort((short) 0xC013).putShort((short) 0x002F)
                .put((byte) 1).put((byte) 0).array();
    }
}
