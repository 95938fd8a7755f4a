package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What clients hear when the server is stopped.
class DrainTest {

    @Test
    void p10_aServerThatStopsSaysGoodbye503AndSpreadsTheReturn() {
        try (var server = TestServer.started()) {
            var clients = IntStream.range(0, 20).mapToObj(_ -> server.loginNew()).toList();
            var stopping = Thread.ofPlatform().start(server::stop);
            var delays = new HashSet<Long>();
            for (var client : clients) {
                delays.add(client.expectGoodbye(503, true).path("afterMs").longValue(-1));
                client.close();
            }
            assertThat(delays).as("the clients do not return at once").hasSizeGreaterThan(5);
            assertThat(delays).allMatch(delay -> delay >= 0);
            join(stopping);
        }
    }

    @Test
    void p10_byWebSocketTheCodeSaysSoToo() {
        try (var server = TestServer.started();
                var client = new NativeClient(RawConnection.openWebSocket(server.port()))) {
            client.ask("account.login", server.newPerson().credentials());
            var stopping = Thread.ofPlatform().start(server::stop);
            client.expectGoodbye(503, true);
            join(stopping);
        }
    }

    @Test
    void p4_aServerThatStopsIsNotReadyWhileItStillLetsClientsIn() {
        try (var server = TestServer.started("timeouts.drain-announce-ms", "4000");
                var watching = new HttpTalk(server.connect())) {
            watching.get("/readyz").expect(200);
            var stopping = Thread.ofPlatform().start(server::stop);
            await().until(() -> watching.get("/readyz").status() == 503);
            watching.get("/healthz").expect(200);
            try (var late = new HttpTalk(server.connect()); var client = server.loginNew()) {
                late.get("/readyz").expect(503);
                client.say("still here", "k");
                client.expectGoodbye(503, true);
            }
            join(stopping);
        }
    }

    @Test
    void anIdleConnectionOfHttpIsClosedWhenTheServerStops() {
        try (var server = TestServer.started();
                var client = new HttpTalk(server.connect())) {
            client.get("/readyz").expect(200);
            var stopping = Thread.ofPlatform().start(server::stop);
            client.raw().expectEnd();
            join(stopping);
        }
    }

    @Test
    void p10_classicConnectionsAreJustClosedWhenTheServerStops() {
        try (var server = TestServer.started(); var client = server.classic()) {
            var person = server.newPerson();
            client.login(person.id(), person.password());
            var stopping = Thread.ofPlatform().start(server::stop);
            client.raw().expectEnd();
            join(stopping);
        }
    }

    @Test
    void p17_whatWasSentBeforeTheStopIsAnsweredOrNotStoredTwice() {
        try (var server = TestServer.started()) {
            var person = server.newPerson();
            var client = server.login(person);
            for (int i = 1; i <= 200; i++) {
                client.post("message.send", Json.object("to", "all", "key", "k" + i, "text", "t"));
            }
            server.restart();
            try (var again = server.login(person)) {
                for (int i = 1; i <= 200; i++) {
                    assertThat(again.say("t", "k" + i)).isEqualTo(i);
                }
            }
            client.close();
        }
    }

    static void join(Thread thread) {
        try {
            thread.join(RawConnection.DEADLINE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
