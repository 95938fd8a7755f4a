package im.throng.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.conformance.Json;
import im.throng.conformance.Person;
import im.throng.conformance.RawConnection;
import im.throng.conformance.TestServer;
import im.throng.conformance.WebSocketFrames;
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
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Bad frames, requests and messages in great numbers, by every door: the server goes on, others
/// talk meanwhile, and it logs no error and loses no buffer.
/// `-Dthrong.mutations=1000000 -Dthrong.seed=7` sends more of them, or others.
class MutationIT {

    private static final int MUTATIONS = Integer.getInteger("throng.mutations", 100_000);
    private static final long SEED = Long.getLong("throng.seed", 20_260_102);
    private static final int WORKERS = 8;
    private static final int FRAMES_PER_CONNECTION = 40;
    private static final int REQUESTS_PER_CONNECTION = 6;
    /// So many times fewer by HTTP and by WebSocket than by frames: a connection ends sooner there.
    private static final int WEB_PART = 4;

    private final Path data = TestServer.newFolder();
    private final AtomicInteger sent = new AtomicInteger();

    /// One way to do harm.
    private interface Attack {

        /// Does so on one connection, and returns how many mutations it sent.
        int once();
    }

    /// Who does it, as whom.
    private interface Attacks {

        Attack by(ServerProcess server, Person person, Random random);
    }

    @AfterEach
    void deleteFolder() {
        TestServer.deleteFolder(data);
    }

    @Test
    void p8_theServerGoesOnAfterAnyNumberOfMutatedFrames() throws Exception {
        survive(MUTATIONS, MutationIT::byFrames);
    }

    @Test
    void p4_theServerGoesOnAfterAnyNumberOfMutatedRequestsByHttp() throws Exception {
        survive(MUTATIONS / WEB_PART, MutationIT::byHttp);
    }

    @Test
    void p3_theServerGoesOnAfterAnyNumberOfMutatedMessagesByWebSocket() throws Exception {
        survive(MUTATIONS / WEB_PART, MutationIT::byWebSocket);
    }

    private void survive(int mutations, Attacks attacks) throws Exception {
        var plan = ServerProcess.Plan.on(data)
                .withJvm("-Dio.netty.leakDetection.level=PARANOID")
                .with("listen.trusted-proxies", "127.0.0.1")
                .with("limits.malformed-frames", "1000")
                .with("timeouts.first-frame-ms", "2000");
        try (var server = ServerProcess.ready(plan)) {
            var persons = IntStream.range(0, WORKERS + 2)
                    .mapToObj(i -> server.register(8000 + i, "password" + i)).toList();
            liveSession(server, persons.getFirst());
            // The first time opens a descriptor that stays.
            server.collectGarbage();
            var before = server.descriptors();
            try (var executor = Executors.newFixedThreadPool(WORKERS + 1);
                    var bystanders = new Bystanders(server.port(), persons.get(WORKERS),
                            persons.get(WORKERS + 1))) {
                var workers = new ArrayList<Callable<Integer>>();
                for (int i = 0; i < WORKERS; i++) {
                    var attack = attacks.by(server, persons.get(i), new Random(SEED + i));
                    workers.add(() -> work(mutations, attack));
                }
                workers.add(() -> talk(mutations, bystanders));
                for (Future<Integer> worker : executor.invokeAll(workers)) {
                    assertThat(worker.get()).isPositive();
                }
            }
            assertThat(sent.get()).isGreaterThanOrEqualTo(mutations);
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

    /// Does harm on connection after connection; returns on how many.
    private int work(int mutations, Attack attack) {
        int connections = 0;
        while (sent.get() < mutations) {
            sent.addAndGet(attack.once());
            connections++;
        }
        return connections;
    }

    /// Has the others talk meanwhile; returns how often they did.
    private int talk(int mutations, Bystanders bystanders) throws Exception {
        while (sent.get() < mutations) {
            bystanders.talk();
        }
        return bystanders.rounds();
    }

    private static Attack byFrames(ServerProcess server, Person person, Random random) {
        var modern = new Mutator(random, Mutator.goodNative(person.id(), person.password()));
        var classic = new Mutator(random, Mutator.goodClassic(person.id(), person.password()));
        return () -> {
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
            exchange(RawConnection.open(server.port()), bytes.toByteArray(), piece(random),
                    RawConnection::expectEndAfterAnything);
            return frames + 1;
        };
    }

    /// Good requests between the bad ones: after most of these a connection ends.
    private static Attack byHttp(ServerProcess server, Person person, Random random) {
        var mutator = webMutator(server, person, random);
        return () -> {
            var bytes = new ByteArrayOutputStream();
            if (random.nextInt(8) == 0) {
                bytes.writeBytes(mutator.proxyHeader());
            }
            int requests = 1 + random.nextInt(REQUESTS_PER_CONNECTION);
            for (int i = 0; i < requests; i++) {
                if (random.nextBoolean()) {
                    bytes.writeBytes(mutator.goodRequest());
                }
                bytes.writeBytes(mutator.request());
            }
            exchange(RawConnection.open(server.port()), bytes.toByteArray(), piece(random),
                    RawConnection::expectEndAfterAnyBytes);
            return requests;
        };
    }

    private static Attack byWebSocket(ServerProcess server, Person person, Random random) {
        var mutator = webMutator(server, person, random);
        return () -> {
            var bytes = new ByteArrayOutputStream();
            boolean ahead = random.nextBoolean();
            if (ahead) {
                bytes.writeBytes(WebSocketFrames.handshake(server.port(), ""));
            }
            if (random.nextInt(4) > 0) {
                bytes.writeBytes(WebSocketFrames.text(login(person, random.nextInt(3) > 0)));
            }
            int messages = 1 + random.nextInt(FRAMES_PER_CONNECTION);
            for (int i = 0; i < messages; i++) {
                bytes.writeBytes(mutator.message());
            }
            if (ahead) {
                exchange(RawConnection.open(server.port()), bytes.toByteArray(), piece(random),
                        RawConnection::expectEndAfterAnyBytes);
            } else {
                exchange(RawConnection.openWebSocket(server.port()), bytes.toByteArray(),
                        piece(random), RawConnection::expectEndAfterAnything);
            }
            return messages;
        };
    }

    private static WebMutator webMutator(ServerProcess server, Person person, Random random) {
        try (var client = server.open()) {
            return new WebMutator(random, person.id(), person.password(),
                    client.ask("account.login", person.credentials()).path("token")
                            .stringValue(""));
        }
    }

    private static int piece(Random random) {
        return random.nextInt(8) == 0 ? 50 : 16_384;
    }

    private static String login(Person person, boolean isNative) {
        return isNative ? Json.request(1, "account.login", person.credentials())
                : Json.classic("LoginMes", person.credentials());
    }

    /// Sends the bytes and hears the server out.
    private static void exchange(RawConnection opened, byte[] bytes, int pieceBytes,
            Consumer<RawConnection> hearing) {
        try (var connection = opened) {
            connection.writeInPieces(bytes, pieceBytes);
            connection.endOutput();
            hearing.accept(connection);
        } catch (UncheckedIOException endedWhileWriting) {
            // The server may end a connection before it has read all of this.
        }
    }
}
