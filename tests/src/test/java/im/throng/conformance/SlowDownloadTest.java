package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who takes an answer of HTTP slowly gets it whole, whatever else happens meanwhile.
class SlowDownloadTest {

    /// More than the system keeps for a connection, so that the server has to keep the rest.
    private static final int LARGE_BYTES = 12 << 20;
    /// What the system keeps all of.
    private static final int SMALL_BYTES = 200_000;
    private static final String LARGE = "/large.bin";
    private static final String SMALL = "/small.bin";

    private static Path folder;

    @BeforeAll
    static void makeFiles() throws IOException {
        folder = TestServer.newFolder();
        Files.write(folder.resolve("large.bin"), new byte[LARGE_BYTES]);
        Files.write(folder.resolve("small.bin"), new byte[SMALL_BYTES]);
    }

    @AfterAll
    static void deleteFiles() {
        TestServer.deleteFolder(folder);
    }

    private static TestServer started() {
        return TestServer.started("web.directory", folder.toString(),
                "timeouts.first-frame-ms", "300", "timeouts.http-idle-ms", "60000");
    }

    @Test
    void p1_aRequestAheadOfItsTurnDoesNotCutTheAnswerBeforeIt() {
        try (var server = started(); var client = new HttpTalk(server.connect())) {
            client.send("GET", LARGE, "");
            client.read(false).expect(200);
            client.send("GET", "/healthz", "");
            awaitThatHeadsAreLate(server);
            client.raw().readBytes(LARGE_BYTES);
            client.read().expect(200);
            client.get("/healthz").expect(200);
        }
    }

    @Test
    void p1_aHeadAheadOfItsTurnMustBeWholeInTimeOnceItIsItsTurn() {
        try (var server = started(); var client = new HttpTalk(server.connect())) {
            client.send("GET", LARGE, "");
            client.read(false).expect(200);
            client.write("GET /healthz HTTP/1.1\r\nHost: ");
            awaitThatHeadsAreLate(server);
            client.raw().readBytes(LARGE_BYTES);
            client.read().expect(408);
            client.raw().expectEnd();
        }
    }

    @Test
    void anAnswerThatIsBeingSentIsSentWholeWhenTheServerStops() {
        try (var server = started(); var client = new HttpTalk(server.connect());
                var idle = new HttpTalk(server.connect())) {
            idle.get("/healthz").expect(200);
            client.send("GET", LARGE, "");
            client.read(false).expect(200);
            var stopping = Thread.ofPlatform().start(server::stop);
            idle.raw().expectEnd();
            client.raw().readBytes(LARGE_BYTES);
            client.raw().expectEnd();
            DrainTest.join(stopping);
        }
    }

    @Test
    void theLastAnswerIsSentWholeHoweverLateItIsTaken() {
        try (var server = started();
                var client = new HttpTalk(RawConnection.open(server.port(), 16_384))) {
            client.send("GET", SMALL, "", "Connection: close");
            client.read(false).expect(200);
            // The server has written it and said that nothing follows; it waits no longer.
            await().atMost(Duration.ofSeconds(10)).until(() -> server.metrics()
                    .contains("throng_connections{dialect=\"none\",door=\"http\"} 0.0"));
            client.raw().readBytes(SMALL_BYTES);
            client.raw().expectEnd();
        }
    }

    /// Waits until others, who began to ask later, have been told that they are too slow.
    private static void awaitThatHeadsAreLate(TestServer server) {
        for (int i = 0; i < 2; i++) {
            try (var other = new HttpTalk(server.connect())) {
                other.write("GET / HTTP/1.1\r\n");
                assertThat(other.read().status()).isEqualTo(408);
            }
        }
    }
}
