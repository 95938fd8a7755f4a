package im.throng.fault;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.conformance.ClassicClient;
import im.throng.conformance.Json;
import im.throng.conformance.Person;
import im.throng.conformance.RawConnection;
import im.throng.conformance.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The server is killed again and again while a classic client speaks, who is never answered: what
/// others heard of it is there, once and in order. [CheckIT] does it with native clients.
/// `-Dthrong.cycles=20 -Dthrong.seed=7` runs it longer, otherwise.
class KillNineIT {

    private static final int CYCLES = Integer.getInteger("throng.cycles", 2);
    private static final long SEED = Long.getLong("throng.seed", 20_260_101);
    private static final int LEAST_HEARD = 50;
    private static final int MORE_HEARD = 300;

    private final Path data = TestServer.newFolder();
    private final ServerProcess.Plan plan = ServerProcess.Plan.on(data)
            .withJvm("-XX:TieredStopAtLevel=1");
    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> heard = new ConcurrentHashMap<>();
    private final Set<String> heardByClassic = ConcurrentHashMap.newKeySet();

    @AfterEach
    void deleteFolder() {
        TestServer.deleteFolder(data);
    }

    @Test
    void p35_whatOthersHeardOfAClassicSpeakerSurvivesKillNine() throws InterruptedException {
        var random = new Random(SEED);
        var persons = registerThree();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            speakUntilKilled(cycle, persons, random);
        }
        try (var server = ServerProcess.ready(plan)) {
            var log = LogReader.readAll(server, persons.getFirst());
            assertThat(heard.size()).isGreaterThanOrEqualTo(CYCLES * LEAST_HEARD);
            requireDenseAndSaid(log, persons.getFirst());
            var places = new HashMap<String, Long>();
            log.forEach(entry -> places.put(entry.text(), entry.seq()));
            assertThat(places).containsAllEntriesOf(heard);
            assertThat(places.keySet()).containsAll(heardByClassic);
        }
    }

    private void requireDenseAndSaid(List<LogReader.Entry> log, Person speaker) {
        var seen = new HashSet<String>();
        var last = new HashMap<String, Integer>();
        for (int i = 0; i < log.size(); i++) {
            var entry = log.get(i);
            assertThat(entry.seq()).isEqualTo(i + 1);
            assertThat(entry.from()).isEqualTo(speaker.id());
            assertThat(said).contains(entry.text());
            assertThat(seen.add(entry.text())).as("%s is there once", entry).isTrue();
            var parts = entry.text().split("-", 2);
            int order = Integer.parseInt(parts[1]);
            Integer before = last.put(parts[0], order);
            assertThat(order).isEqualTo(before == null ? 0 : before + 1);
        }
    }

    private List<Person> registerThree() {
        try (var server = ServerProcess.ready(plan)) {
            var persons = new ArrayList<Person>();
            for (int i = 0; i < 3; i++) {
                persons.add(server.register(6000 + i, "password" + i));
            }
            return persons;
        }
    }

    private void speakUntilKilled(int cycle, List<Person> persons, Random random)
            throws InterruptedException {
        try (var server = ServerProcess.ready(plan)) {
            var enough = new CountDownLatch(LEAST_HEARD + random.nextInt(MORE_HEARD));
            var threads = new ArrayList<Thread>();
            var listening = new CountDownLatch(2);
            var connection = RawConnection.open(server.port());
            var classic = new ClassicClient(RawConnection.open(server.port()));
            threads.add(Thread.ofPlatform().start(
                    () -> hear(connection, persons.get(1), listening, enough)));
            threads.add(Thread.ofPlatform().start(
                    () -> hear(classic, persons.get(2), listening)));
            assertThat(listening.await(20, TimeUnit.SECONDS)).isTrue();
            var speaker = new ClassicClient(RawConnection.open(server.port()));
            threads.add(Thread.ofPlatform().start(() -> speak(speaker, cycle, persons.get(0))));
            assertThat(enough.await(60, TimeUnit.SECONDS)).as("messages flow").isTrue();
            server.kill();
            for (var thread : threads) {
                thread.join();
            }
        }
    }

    /// Speaks until the server is gone.
    private void speak(ClassicClient client, int cycle, Person person) {
        try (client) {
            client.login(person.id(), person.password());
            for (int order = 0;; order++) {
                var text = cycle + "-" + order;
                said.add(text);
                client.say(text);
                client.next(Duration.ofMillis(1));
            }
        } catch (RuntimeException ended) {
            // The server was killed.
        }
    }

    private void hear(RawConnection connection, Person person, CountDownLatch listening,
            CountDownLatch enough) {
        try (connection) {
            connection.send(Json.request(1, "account.login", person.credentials()));
            while (true) {
                var push = Json.parse(connection.readPayload());
                if ("reply".equals(push.path("type").stringValue(""))) {
                    listening.countDown();
                } else if ("message".equals(push.path("type").stringValue(""))) {
                    heard.put(push.path("data").path("text").stringValue(""),
                            push.path("data").path("seq").longValue(-1));
                    enough.countDown();
                }
            }
        } catch (RuntimeException ended) {
            // The server was killed.
        }
    }

    private void hear(ClassicClient client, Person person, CountDownLatch listening) {
        try (client) {
            client.login(person.id(), person.password());
            listening.countDown();
            while (true) {
                var message = client.next();
                if ("SmsMes".equals(message.type())) {
                    heardByClassic.add(message.data().path("content").stringValue(""));
                }
            }
        } catch (RuntimeException ended) {
            // The server was killed.
        }
    }
}
