package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the one port makes of the first bytes of a connection, and how long it waits for them.
class DoorTest {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with(
            "timeouts.first-frame-ms", "400",
            "timeouts.login-ms", "800");

    private static final String PING = Json.request(1, "ping", "{}");

    @Test
    void p1_zeroAsTheFirstByteMeansFramedJson() {
        try (var client = SERVER.connect()) {
            client.send(PING);
            assertThat(client.read().path("code").intValue(-1)).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x0a, 0x15, 0x20, 0x30, 0x5b, 0x61, 0x7b, 0x7f, 0x80, 0xff})
    void p1_anyOtherFirstByteIsClosed(int first) {
        try (var client = SERVER.connect()) {
            client.write(new byte[] {(byte) first});
            client.expectEndAfterAnything();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, -1, Integer.MIN_VALUE, 1 << 24})
    void p1_aHugeLengthAtTheDoorIsClosedAtOnce(int length) {
        try (var client = SERVER.connect()) {
            long before = System.nanoTime();
            client.writeLength(length);
            client.expectEndAfterAnything();
            // Before the timer of the first frame could have ended it.
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(Duration.ofMillis(350));
        }
    }

    @Test
    void p1_aConnectionThatSaysNothingIsEnded() {
        try (var client = SERVER.connect()) {
            long before = System.nanoTime();
            client.expectEndAfterAnything();
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(Duration.ofMillis(300), Duration.ofMillis(3000));
        }
    }

    @Test
    void p1_tricklingDoesNotExtendTheTimeForTheFirstFrame() {
        try (var client = SERVER.connect()) {
            byte[] bytes = RawConnection.frame(
                    Json.object("type", "ping", "id", 1, "padding", "x".repeat(400)));
            long before = System.nanoTime();
            var ended = false;
            for (int i = 0; i < bytes.length - 1 && !ended; i++) {
                ended = trickle(client, bytes[i]);
            }
            assertThat(ended).as("ended while trickling").isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(Duration.ofMillis(300), Duration.ofMillis(3000));
        }
    }

    /// Sends one byte and listens for a while; true if the connection ended.
    private static boolean trickle(RawConnection client, byte one) {
        try {
            client.write(new byte[] {one});
            client.poll(Duration.ofMillis(20));
            return false;
        } catch (ConnectionEndedException | UncheckedIOException ended) {
            return true;
        }
    }

    @Test
    void p1_aNativeConnectionMustLogInInTime() {
        try (var client = SERVER.open()) {
            long before = System.nanoTime();
            client.refused(401, "ping", "{}");
            client.expectGoodbye(408, true);
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(Duration.ofMillis(600), Duration.ofMillis(4000));
        }
    }

    @Test
    void p1_requestsDoNotExtendTheTimeForTheLogin() {
        try (var client = SERVER.open()) {
            long until = System.nanoTime() + RawConnection.DEADLINE.toNanos();
            var ended = false;
            while (!ended && System.nanoTime() < until) {
                ended = endedAfterPing(client);
            }
            assertThat(ended).isTrue();
        }
    }

    private static boolean endedAfterPing(NativeClient client) {
        try {
            client.post("ping", "{}");
            while (client.next(Duration.ofMillis(20)).isPresent()) {
                // Refusals, and at last the goodbye.
            }
            return false;
        } catch (ConnectionEndedException | UncheckedIOException ended) {
            return true;
        }
    }

    @Test
    void p1_theTimeForTheLoginBeginsWithTheConnection() {
        try (var server = TestServer.started("timeouts.first-frame-ms", "60000",
                        "timeouts.login-ms", "300");
                var client = server.connect()) {
            client.expectEnd();
        }
    }

    @Test
    void p1_aClassicConnectionMustLogInInTime() {
        try (var client = SERVER.classic()) {
            client.send("SmsMes", "{}");
            client.raw().expectEnd();
        }
    }

    @Test
    void p1_aLoginInTimeIsNotEndedByEitherTimer() {
        var person = SERVER.newPerson();
        try (var client = SERVER.login(person); var classic = SERVER.classicLogin(person)) {
            client.listen(Duration.ofSeconds(1));
            client.ask("ping", "{}");
            client.say("still here", "k");
            classic.heard("still here");
        }
    }
}
