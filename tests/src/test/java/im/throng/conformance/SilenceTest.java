package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Connections on which nothing arrives.
class SilenceTest {

    private static final int HEARTBEAT_MS = 300;

    @RegisterExtension
    static final TestServer SERVER =
            TestServer.with("timeouts.heartbeat-ms", Integer.toString(HEARTBEAT_MS));

    @Test
    void p14_twoHeartbeatsOfSilenceEndAConnectionWithGoodbye408() {
        try (var client = SERVER.loginNew()) {
            long before = System.nanoTime();
            client.expectGoodbye(408, true);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(
                    Duration.ofMillis(2 * HEARTBEAT_MS - 50),
                    Duration.ofMillis(2 * HEARTBEAT_MS + 2000));
        }
    }

    @Test
    void p14_whatTheServerSendsDoesNotCountAsArriving() {
        try (var client = SERVER.loginNew(); var speaker = SERVER.loginNew()) {
            long until = System.nanoTime() + RawConnection.DEADLINE.toNanos();
            var ended = false;
            for (int i = 0; !ended && System.nanoTime() < until; i++) {
                speaker.say("are you there?", "k" + i);
                ended = endsWithin(client, Duration.ofMillis(50));
            }
            assertThat(ended).isTrue();
        }
    }

    @Test
    void p14_anyFrameCounts() {
        try (var client = SERVER.loginNew()) {
            for (int i = 0; i < 6; i++) {
                assertThat(endsWithin(client, Duration.ofMillis(2 * HEARTBEAT_MS / 3))).isFalse();
                // Not answered, as it has no id, but it arrives.
                client.raw().send("{\"type\":\"no.such.type\"}");
            }
            client.ask("ping", "{}");
        }
    }

    @Test
    void p14_classicConnectionsMayBeSilentForEver() {
        try (var classic = SERVER.classicLogin(SERVER.newPerson());
                var speaker = SERVER.classicLogin(SERVER.newPerson())) {
            long until = System.nanoTime() + Duration.ofMillis(5L * HEARTBEAT_MS).toNanos();
            while (System.nanoTime() < until) {
                classic.next(Duration.ofMillis(HEARTBEAT_MS));
            }
            speaker.say("still there?");
            classic.heard("still there?");
        }
    }

    /// Reads for so long; true if the connection ended.
    private static boolean endsWithin(NativeClient client, Duration wait) {
        long until = System.nanoTime() + wait.toNanos();
        try {
            while (System.nanoTime() < until) {
                client.next(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
            }
            return false;
        } catch (ConnectionEndedException ended) {
            return true;
        }
    }
}
