package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Many classic clients at once: what they hear first, and that it always fits their buffer.
class ClassicCrowdTest {

    private static final int CLIENTS = 200;

    @Test
    void p32_of200LoginsAtOnceEachHearsItsAnswerFirst() throws Exception {
        try (var server = TestServer.started("presence.gather-ms", "1")) {
            var persons = IntStream.range(0, CLIENTS).mapToObj(_ -> server.newPerson()).toList();
            try (var talker = server.loginNew()) {
                var clients = inParallel(persons.stream().<Callable<ClassicClient>>map(
                        person -> () -> chatterAndLogIn(server, person)).toList());
                // The answer is the first thing heard: login() fails otherwise.
                long seq = talker.say("welcome all", "k");
                assertThat(seq).isPositive();
                clients.forEach(c -> c.heard("welcome all"));
                assertThat(talker.ask("presence.online", "{}").path("total").intValue(-1))
                        .isEqualTo(CLIENTS + 1);
                clients.forEach(ClassicClient::close);
            }
        }
    }

    /// Logs in and talks at once, so that others' logins meet pushes on their way.
    private static ClassicClient chatterAndLogIn(TestServer server, Person person) {
        var client = server.classic();
        var answer = client.login(person.id(), person.password());
        assertThat(answer.path("code").intValue(-1)).isEqualTo(200);
        assertThat(ids(answer)).contains(person.id());
        client.say("I am " + person.id());
        return client;
    }

    /// The original reads four bytes with one read and the payload with one more: a frame that
    /// comes in two pieces ends its process.
    @Test
    void p33_clientsThatReadHeaderAndBodyWithOneReadEachLoseNothing() throws Exception {
        var messages = 150;
        try (var server = TestServer.started(); var talker = server.loginNew()) {
            var persons = IntStream.range(0, 20).mapToObj(_ -> server.newPerson()).toList();
            try (var executor = Executors.newCachedThreadPool()) {
                var heard = new ArrayList<Future<Integer>>();
                for (var person : persons) {
                    var client = server.classicLogin(person);
                    heard.add(executor.submit(() -> hearAsTheOriginal(client)));
                }
                for (int i = 0; i < messages; i++) {
                    talker.say("x".repeat(i % 3 == 0 ? 20_000 : 20 * i + 1), "k" + i);
                }
                talker.say("the end", "end");
                for (var count : heard) {
                    assertThat(count.get()).isEqualTo(messages);
                }
            }
        }
    }

    /// Returns how many messages came before the last one.
    private static int hearAsTheOriginal(ClassicClient client) {
        int count = 0;
        try (client) {
            while (true) {
                byte[] header = client.raw().readOnce(4);
                assertThat(header).hasSize(4);
                int length = ByteBuffer.wrap(header).getInt();
                assertThat(length).isBetween(2, ClassicClient.PAYLOAD_BYTES_MAX);
                byte[] body = client.raw().readOnce(length);
                assertThat(body).as("a body in one piece").hasSize(length);
                var text = new String(body, StandardCharsets.UTF_8);
                if (text.contains("the end")) {
                    return count;
                }
                count += text.contains("\"SmsMes\"") ? 1 : 0;
            }
        }
    }

    @Test
    void p32_theListHoldsAllWhoAreOnlineAndArrivalsAndDeparturesAreTold() {
        try (var server = TestServer.started()) {
            var first = server.newPerson();
            var second = server.newPerson();
            try (var one = server.classic(); var modern = server.loginNew()) {
                assertThat(ids(one.login(first.id(), first.password()))).hasSize(2)
                        .contains(first.id());
                modern.push("presence", p -> p.toString().contains("" + first.id()));
                var two = server.classic();
                assertThat(ids(two.login(second.id(), second.password()))).hasSize(3)
                        .contains(first.id(), second.id());
                one.told(second.id(), 0);
                var again = server.classicLogin(second);
                two.close();
                assertThat(one.next(Duration.ofMillis(600))).as("one device is left").isEmpty();
                again.close();
                one.told(second.id(), 1);
            }
        }
    }

    @Test
    void p32_busyIsToldAsTwo() {
        try (var server = TestServer.started(); var modern = server.loginNew()) {
            var person = server.newPerson();
            try (var classic = server.classicLogin(server.newPerson());
                    var client = server.login(person)) {
                classic.told(person.id(), 0);
                client.ask("presence.set", Json.object("status", "busy"));
                classic.told(person.id(), 2);
                client.ask("presence.set", Json.object("status", "invisible"));
                classic.told(person.id(), 1);
                modern.ask("ping", "{}");
            }
        }
    }

    /// With ids of 16 digits some 470 fit into one payload; the rest follows one by one.
    @Test
    void p33_idsThatDoNotFitTheListFollowUpToTheirNumber() throws Exception {
        var online = 600;
        var told = 550;
        try (var server = TestServer.started("classic.list-ids", Integer.toString(told),
                "presence.everyone-limit", "2000", "presence.everyone-return", "1500")) {
            var persons = new ArrayList<Person>();
            for (int i = 0; i < online; i++) {
                persons.add(server.newPerson(9_000_000_000_000_000L + i));
            }
            var clients = inParallel(persons.stream()
                    .<Callable<NativeClient>>map(p -> () -> server.login(p)).toList());
            awaitOnline(clients.getFirst(), online);
            var own = server.newPerson(9_000_000_000_001_000L);
            // Arrivals still being gathered would come as well.
            clients.getFirst().listen(Duration.ofMillis(200));
            try (var classic = server.classic()) {
                var listed = ids(classic.login(own.id(), own.password()));
                assertThat(listed).contains(own.id()).hasSizeGreaterThan(400);
                var all = new HashSet<>(listed);
                while (all.size() < told) {
                    var next = classic.next();
                    assertThat(next.type()).isEqualTo("NotifyUserStatusMes");
                    assertThat(next.data().path("status").intValue(-1)).isZero();
                    all.add(next.data().path("userId").longValue(-1));
                }
                assertThat(classic.next(Duration.ofMillis(300))).as("no more ids").isEmpty();
                assertThat(all).hasSize(told);
            }
            clients.forEach(NativeClient::close);
        }
    }

    private static void awaitOnline(NativeClient client, int count) {
        await().atMost(RawConnection.DEADLINE).until(() ->
                client.ask("presence.online", "{\"limit\":1}").path("total").intValue(-1)
                        == count);
    }

    private static Set<Long> ids(JsonNode answer) {
        var ids = new HashSet<Long>();
        answer.path("UsersId").forEach(id -> ids.add(id.longValue(-1)));
        return ids;
    }

    private static <T> List<T> inParallel(List<Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newFixedThreadPool(32)) {
            var results = new ArrayList<T>();
            for (Future<T> result : executor.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
