package im.throng.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.throng.conformance.Person;
import im.throng.conformance.TestServer;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.UserId;
import im.throng.server.gateway.tls.TestCertificates;
import im.throng.server.gateway.tls.TlsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client library by TLS, with a server.
class ClientTlsTest {

    @TempDir
    static Path folder;

    private static TlsConfig.Files files;
    private static TestServer server;

    @BeforeAll
    static void start() {
        files = TestCertificates.make(folder, "server");
        server = TestServer.started("listen.bind", "0.0.0.0", "tls.plain", "loopback",
                "tls.certificate", files.certificate().toString(),
                "tls.key", files.key().toString());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whoTrustsTheCertificateTalksAsWithoutTls() throws Exception {
        Person person = server.newPerson();
        try (var client = builder().tls(files.certificate()).build()) {
            client.login(new UserId(person.id()), person.password());
            assertThat(client.send(ConversationName.ALL, "hello by TLS").seq()).isPositive();
            assertThat(server.metrics()).contains("throng_tls_connections 1.0");
        }
    }

    @Test
    void aCertificateOfNobodyIsNotTrusted() {
        try (var client = builder().tls().build()) {
            assertRefused(client, "the server's certificate is not trusted");
        }
    }

    @Test
    void aCertificateForAnotherNameIsNotTrusted() throws Exception {
        try (var client = builder().host("127.0.0.2").tls(files.certificate()).build()) {
            assertRefused(client, "the server's certificate is not trusted");
        }
    }

    @Test
    void whoTrustsAnybodyIsNotStopped() throws Exception {
        Person person = server.newPerson();
        try (var client = builder().host("127.0.0.2").tlsTrustingAnybody().build()) {
            client.login(new UserId(person.id()), person.password());
        }
    }

    @Test
    void aServerWithoutTlsIsToldFromOneThatIsAway() {
        try (var plain = TestServer.started();
                var client = builder().port(plain.port()).tlsTrustingAnybody().build()) {
            assertRefused(client, "TLS");
        }
    }

    @Test
    void aFileWithoutACertificateIsRefusedAtOnce() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        assertThatThrownBy(() -> builder().tls(empty)).isInstanceOf(IOException.class)
                .hasMessageContaining("empty.pem");
    }

    private static ThrongClientBuilder builder() {
        return ThrongClient.builder().host("127.0.0.1").port(server.port())
                .connectTimeout(Duration.ofSeconds(10));
    }

    private static void assertRefused(ThrongClient client, String words) {
        assertThatThrownBy(() -> client.login(new UserId(1), "password"))
                .isInstanceOf(DisconnectedException.class)
                .hasMessageContaining(words);
    }
}
