package im.throng.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.conformance.ConnectionEndedException;
import im.throng.conformance.Json;
import im.throng.conformance.Person;
import im.throng.conformance.RawConnection;
import im.throng.conformance.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Bad frames in great numbers: the server goes on, logs no error and loses no buffer.
/// `-Dthrong.mutations=1000000 -Dthrong.seed=7` sends more of them, or others.
class MutationIT {

    private static final int MUTATIONS = Integer.getInteger("throng.mutations", 100_000);
    private static final long SEED = Long.getLong("throng.seed", 20_260_102);
    private static final int WORKERS = 8;
    private static final int FRAMES_PER_CONNECTION = 40;

    private final Path data = TestServer.newFolder();
    private final AtomicInteger sent = new AtomicInteger();

    @AfterEach
    void deleteFolder() {
        TestServer.deleteFolder(data);
    }

    @Test
    void p8_theServerGoesOnAfterAnyNumberOfMutatedFrames() throws Exception {
        var plan = ServerProcess.Plan.on(data)
                .withJvm("-Dio.netty.leakDetection.level=PARANOID")
                .with("limits.malformed-frames", "1000")
                .with("timeouts.first-frame-ms", "2000");
        try (var server = ServerProcess.ready(plan)) {
            var persons = IntStream.range(0, WORKERS)
                    .mapToObj(i -> server.register(8000 + i, "password" + i)).toList();
            liveSession(server, persons.getFirst());
            // The first time opens a descriptor that stays.
            server.collectGarbage();
            var before = server.descriptors();
            try (var executor = Executors.newFixedThreadPool(WORKERS)) {
                var workers = new ArrayList<Callable<Integer>>();
                for (int i = 0; i < WORKERS; i++) {
                    var person = persons.get(i);
                    var random = new Random(SEED + i);
                    workers.add(() -> work(server.port(), person, random));
                }
                for (Future<Integer> worker : executor.invokeAll(workers)) {
                    assertThat(worker.get()).isPositive();
                }
            }
            assertThat(sent.get()).isGreaterThanOrEqualTo(MUTATIONS);
            server.collectGarbage();
            liveSession(server, persons.getFirst());
            server.collectGarbage();
            liveSession(server, persons.getLast());
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() ->
                    assertThat(server.descriptors()).hasSizeLessThanOrEqualTo(before.size()));
            assertQuietLog(server);
        }
    }

    private static void assertQuietLog(ServerProcess server) {
        var log = server.output() + server.errors();
        assertThat(log.lines().filter(line -> line.contains("LEAK") || line.contains("ERROR")
                || line.contains("Exception") || line.startsWith("\tat ")).limit(20)).isEmpty();
    }

    /// What any client does still works.
    private static void liveSession(ServerProcess server, Person person) {
        try (var client = server.open()) {
            client.ask("account.login", person.credentials());
            long seq = client.say("alive", "alive" + System.nanoTime());
            assertThat(client.ask("message.history", Json.object("conversation", "all"))
                    .path("head").longValue(-1)).isGreaterThanOrEqualTo(seq);
        }
    }

    /// Opens connection after connection and sends mutations on each; returns how many it opened.
    private int work(int port, Person person, Random random) {
        var modern = new Mutator(random, Mutator.goodNative(person.id(), person.password()));
        var classic = new Mutator(random, Mutator.goodClassic(person.id(), person.password()));
        int connections = 0;
        while (sent.get() < MUTATIONS) {
            var isNative = random.nextInt(3) > 0;
            var bytes = new ByteArrayOutputStream();
            if (random.nextInt(4) > 0) {
                bytes.writeBytes(RawConnection.frame(login(person, isNative)));
            }
            var mutator = isNative ? modern : classic;
            int frames = 1 + random.nextInt(FRAMES_PER_CONNECTION);
            for (int i = 0; i < frames; i++) {
                bytes.writeBytes(mutator.frame());
            }
            bytes.writeBytes(mutator.frameOfWrongLength());
            exchange(port, bytes.toByteArray(), random.nextInt(8) == 0 ? 50 : 16_384);
            sent.addAndGet(frames + 1);
            connections++;
        }
        return connections;
    }

    private static String login(Person person, boolean isNative) {
        return isNative ? Json.request(1, "account.login", person.credentials())
                : Json.classic("LoginMes", person.credentials());
    }

    /// Sends the bytes and hears the server out.
    private static void exchange(int port, byte[] bytes, int pieceBytes) {
        try (var connection = RawConnection.open(port)) {
            connection.writeInPieces(bytes, pieceBytes);
            connection.endOutput();
            connection.expectEndAfterAnything();
        } catch (UncheckedIOException | ConnectionEndedException endedWhileWriting) {
            // The server may end a connection before it has read all of this.
        }
    }
}
