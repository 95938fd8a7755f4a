package im.throng.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.conformance.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A start that makes a certificate of its own.
class SelfSignedIT {

    private Path data = Path.of("");

    @BeforeEach
    void makeFolder() {
        data = TestServer.newFolder();
    }

    @AfterEach
    void deleteFolder() {
        TestServer.deleteFolder(data);
    }

    @Test
    void theFingerprintIsSaidAndTheCertificateIsKept() throws Exception {
        startAndExpect("certificate SHA-256 ");
        String made = fingerprint();
        startAndExpect("certificate SHA-256 " + made);
        assertThat(fingerprint()).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("tls.key")))).isEqualTo("rw-------");
    }

    private void startAndExpect(String words) {
        try (var server = ServerProcess.start(List.of("-XX:TieredStopAtLevel=1"),
                List.of("--port", "0", "--bind", "127.0.0.1", "--data", data.toString(),
                        "--tls", "self-signed"))) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !server.isAlive() || server.output().contains(words));
            assertThat(server.output()).as("%s", server.errors()).contains(words);
        }
    }

    private String fingerprint() throws Exception {
        try (var in = Files.newInputStream(data.resolve("tls.crt"))) {
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(CertificateFactory
                            .getInstance("X.509").generateCertificate(in).getEncoded()));
        }
    }
}
