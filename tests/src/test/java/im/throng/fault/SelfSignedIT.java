package im.throng.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.conformance.Json;
import im.throng.conformance.NativeClient;
import im.throng.conformance.RawConnection;
import im.throng.conformance.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A start that makes a certificate of its own, and who talks to such a server.
class SelfSignedIT {

    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

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

    @Test
    void theTerminalProgramsTalkByTlsAlone() throws Exception {
        Files.writeString(data.resolve("password"), "secret1\n");
        try (var server = started()) {
            awaitOutput(server, "certificate SHA-256 ");
            try (var client = new NativeClient(RawConnection.open(port(server)))) {
                client.ask("account.register", Json.object(
                        "userId", 100, "userPwd", "secret1", "userName", "Ann"));
            }
        }
        try (var server = started("--set", "tls.plain=refuse")) {
            awaitOutput(server, "certificate SHA-256 ");
            String own = data.resolve("tls.crt").toString();
            assertThat(send(server, "--tls", "--ca", own, "hello by TLS")).as(said()).isZero();
            assertThat(send(server, "--insecure", "and again")).as(said()).isZero();
            assertThat(send(server, "--tls", "nobody vouches for it")).isEqualTo(69);
            assertThat(said().lines().toList()).startsWith("1", "2").hasSizeGreaterThan(2)
                    .doesNotContain("3");
        }
    }

    /// Runs `throng send` and returns its exit code.
    private int send(ServerProcess server, String... arguments) throws Exception {
        var command = new ArrayList<>(ServerProcess.java(List.of("-XX:TieredStopAtLevel=1")));
        command.addAll(List.of("im.throng.terminal.Main", "send",
                "--host", "127.0.0.1", "--port", Integer.toString(port(server)),
                "--user", "100", "--password-file", data.resolve("password").toString(),
                "--data", data.resolve("terminal").toString(), "--lang", "en"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("said").toFile()))
                .start();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it did not end: " + said());
        }
        return process.exitValue();
    }

    private String said() throws IOException {
        Path said = data.resolve("said");
        return Files.exists(said) ? Files.readString(said) : "";
    }

    private static int port(ServerProcess server) {
        var port = PORT.matcher(server.output());
        assertThat(port.find()).as(server.output()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    private void startAndExpect(String words) {
        try (var server = started()) {
            awaitOutput(server, words);
        }
    }

    private ServerProcess started(String... more) {
        var arguments = new ArrayList<>(List.of("--port", "0", "--bind", "127.0.0.1",
                "--data", data.toString(), "--tls", "self-signed"));
        arguments.addAll(List.of(more));
        return ServerProcess.start(List.of("-XX:TieredStopAtLevel=1"), arguments);
    }

    private static void awaitOutput(ServerProcess server, String words) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !server.isAlive() || server.output().contains(words));
        assertThat(server.output()).as("%s", server.errors()).contains(words);
    }

    private String fingerprint() throws Exception {
        try (var in = Files.newInputStream(data.resolve("tls.crt"))) {
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(CertificateFactory
                            .getInstance("X.509").generateCertificate(in).getEncoded()));
        }
    }
}
