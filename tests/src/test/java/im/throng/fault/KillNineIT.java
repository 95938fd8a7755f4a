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
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The server is killed again and again while it is sent to: what it acknowledged is there, once,
/// in order, and nothing else is. `-Dthrong.cycles=20 -Dthrong.seed=7` runs it longer, otherwise.
class KillNineIT {

    private static final int CYCLES = Integer.getInteger("throng.cycles", 3);
    private static final long SEED = Long.getLong("throng.seed", 20_260_101);
    private static final int SENDERS = 6;
    private static final int LEAST_ACKED_PER_SECOND = 500;

    private final Path data = TestServer.newFolder();
    private final ServerProcess.Plan plan = ServerProcess.Plan.on(data)
            .withJvm("-XX:TieredStopAtLevel=1").with("limits.outbound-bytes", "16777216");
    private final SendHistory history = new SendHistory();
    private double seconds;

    @AfterEach
    void deleteFolder() {
        TestServer.deleteFolder(data);
    }

    @Test
    void p17_whatWasAcknowledgedSurvivesKillNine() throws InterruptedException {
        var random = new Random(SEED);
        var persons = registerAll();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            sendUntilKilled(cycle, persons, random);
        }
        try (var server = ServerProcess.ready(plan)) {
            history.retryHalfOfTheUnknown(server, persons, random);
            var verdict = history.check(LogReader.readAll(server, persons.getFirst()));
            System.out.printf("kill -9: seed %d, %d cycles, %.0f acked/s, %s%n",
                    SEED, CYCLES, history.acked() / seconds, verdict);
            assertThat(verdict.isGood()).as("%s", verdict).isTrue();
            assertThat(history.acked() / seconds).as("acknowledged sends per second")
                    .isGreaterThan(LEAST_ACKED_PER_SECOND);
            assertThat(history.acked()).isGreaterThanOrEqualTo(LEAST_ACKED_PER_SECOND * CYCLES);
        }
    }

    private List<Person> registerAll() {
        try (var server = ServerProcess.ready(plan)) {
            var persons = new ArrayList<Person>();
            for (int i = 0; i < SENDERS; i++) {
                persons.add(server.register(6000 + i, "password" + i));
            }
            return persons;
        }
    }

    private void sendUntilKilled(int cycle, List<Person> persons, Random random)
            throws InterruptedException {
        try (var server = ServerProcess.ready(plan)) {
            var flowing = new CountDownLatch(SENDERS);
            var senders = new ArrayList<Thread>();
            for (var person : persons) {
                var sender = new RawSender(history, cycle, person, flowing);
                var connection = RawConnection.open(server.port());
                senders.add(Thread.ofPlatform().start(() -> sender.run(connection)));
            }
            var speaker = new ClassicSpeaker(history, cycle, persons.getLast());
            var classic = new ClassicClient(RawConnection.open(server.port()));
            senders.add(Thread.ofPlatform().start(() -> speaker.run(classic)));
            var listener = new RawListener(history, RawConnection.open(server.port()));
            senders.add(Thread.ofPlatform().start(() -> listener.run(persons.getFirst())));
            assertThat(flowing.await(20, TimeUnit.SECONDS)).as("acknowledgements flow").isTrue();
            long before = System.nanoTime();
            var never = new CountDownLatch(1);
            int millis = 700 + random.nextInt(900);
            assertThat(never.await(millis * 1000L + random.nextInt(1000), TimeUnit.MICROSECONDS))
                    .isFalse();
            server.kill();
            seconds += (System.nanoTime() - before) / 1e9;
            for (var sender : senders) {
                sender.join();
            }
        }
    }

    /// Sends as fast as a window of unanswered messages lets it, until the connection ends.
    private record RawSender(SendHistory history, int cycle, Person person,
            CountDownLatch flowing) {

        private static final int WINDOW = 32;

        void run(RawConnection connection) {
            try (connection) {
                connection.send(Json.request(1, "account.login", person.credentials()));
                var sent = new ArrayList<SendHistory.Sent>();
                int answered = 0;
                while (true) {
                    while (answered > 0 && sent.size() - answered < WINDOW) {
                        sent.add(sendOne(connection, sent.size() + 2));
                    }
                    var payload = connection.readPayload();
                    if (!SendHistory.isReply(payload)) {
                        continue;
                    }
                    if (answered > 0) {
                        history.answered(sent.get(answered), Json.parse(payload));
                        flowing.countDown();
                    } else {
                        // Stands for the login, so that requests and answers keep in step.
                        sent.add(SendHistory.Sent.NOTHING);
                    }
                    answered++;
                }
            } catch (RuntimeException ended) {
                // The server was killed: what is not answered is unknown.
                flowing.countDown();
            }
        }

        private SendHistory.Sent sendOne(RawConnection connection, int id) {
            var sent = history.sending(person.id(), cycle, id);
            connection.send(Json.request(id, "message.send", sent.data()));
            return sent;
        }
    }

    /// Speaks without ever being answered: what others hear of it must be durable all the same.
    private record ClassicSpeaker(SendHistory history, int cycle, Person person) {

        void run(ClassicClient client) {
            try (client) {
                client.login(person.id(), person.password());
                for (int order = SendHistory.Sent.FIRST_CLASSIC;; order++) {
                    client.say(history.sending(person.id(), cycle, order).text());
                    client.next(Duration.ofMillis(1));
                }
            } catch (RuntimeException ended) {
                // The server was killed.
            }
        }
    }

    /// Hears what others are told: it must not be lost afterwards either.
    private record RawListener(SendHistory history, RawConnection connection) {

        void run(Person person) {
            try (connection) {
                connection.send(Json.request(1, "account.login", person.credentials()));
                while (true) {
                    var payload = connection.readPayload();
                    if (!SendHistory.isReply(payload)) {
                        history.heard(Json.parse(payload));
                    }
                }
            } catch (RuntimeException ended) {
                // The server was killed.
            }
        }
    }
}
