package im.throng.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.Alone;
import im.throng.conformance.ConnectionEndedException;
import im.throng.conformance.Json;
import im.throng.conformance.NativeClient;
import im.throng.conformance.RawConnection;
import im.throng.conformance.TestServer;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Clients that mean harm while others talk: connections that never say a whole word, some that
/// ask for much and do not read, and some that ask far too fast.
@Alone
class HostileIT {

    private static final int HALF_OPEN = 300;
    private static final int STOPPED = 50;
    private static final int FLOODERS = 5;
    private static final int PER_SECOND = 100;
    private static final int BURST = 200;
    private static final int MESSAGES = 150;
    private static final long TOTAL_BYTES = 4 << 20;
    /// One answer for each of those who stopped, and chunks of the allocator, which count whole.
    private static final long SLACK_BYTES = 32 << 20;

    @Test
    void whoMeansNoHarmIsServedAndTheServersMemoryStaysBounded() {
        try (var server = TestServer.started("limits.requests-per-second", "" + PER_SECOND,
                        "limits.requests-burst", "" + BURST, "timeouts.first-frame-ms", "3000",
                        "limits.outbound-bytes", "65536",
                        "limits.outbound-total-bytes", "" + TOTAL_BYTES);
                var speaker = server.loginNew(); var listener = server.loginNew()) {
            for (int i = 0; i < 4; i++) {
                speaker.say("x".repeat(60_000), "large" + i);
                listener.push("message");
            }
            long before = directBytes();
            var halfOpen = halfOpen(server);
            var stopped = stopped(server);
            var over = new AtomicBoolean();
            long begin = System.nanoTime();
            var floods = IntStream.range(0, FLOODERS)
                    .mapToObj(_ -> flood(server.loginNew(), over)).toList();
            long most = talk(speaker, listener, before);
            over.set(true);
            for (var flood : floods) {
                // What it asked last is answered later: who goes on is read more slowly.
                Flood result = flood.join();
                assertRefused(result, (System.nanoTime() - begin) / 1e9);
            }
            assertThat(most).as("what buffers took beside what they had before")
                    .isLessThan(2 * TOTAL_BYTES + SLACK_BYTES);
            halfOpen.forEach(RawConnection::expectEndAfterAnything);
            stopped.forEach(NativeClient::close);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> directBytes() - before < SLACK_BYTES);
            try (var late = server.loginNew()) {
                late.ask("ping", "{}");
            }
        }
    }

    /// Says one thing after the other, each of which must be stored and heard, and returns the
    /// most that buffers took meanwhile.
    private static long talk(NativeClient speaker, NativeClient listener, long before) {
        long most = 0;
        for (int i = 0; i < MESSAGES; i++) {
            long seq = speaker.say("hello", "talk" + i);
            assertThat(listener.push("message").path("seq").longValue(-1)).isEqualTo(seq);
            most = Math.max(most, directBytes() - before);
            // Within the rate that is allowed.
            listener.listen(Duration.ofMillis(20));
        }
        return most;
    }

    private static List<RawConnection> halfOpen(TestServer server) {
        return IntStream.range(0, HALF_OPEN).mapToObj(i -> {
            var connection = server.connect();
            connection.write(new byte[i % 4]);
            return connection;
        }).toList();
    }

    /// Connections that ask for all that was said, again and again, and read no answer.
    private static List<NativeClient> stopped(TestServer server) {
        var stopped = new ArrayList<NativeClient>();
        for (int i = 0; i < STOPPED; i++) {
            var client = new NativeClient(RawConnection.open(server.port(), 4096));
            client.ask("account.login", server.newPerson().credentials());
            for (int j = 0; j < BURST / 2; j++) {
                client.post("message.history",
                        Json.object("conversation", "all", "limit", 50));
            }
            stopped.add(client);
        }
        return stopped;
    }

    /// What became of a flooder's requests.
    private record Flood(long asked, long served, long refused, long others) {}

    /// Asks as fast as it is answered, many at once.
    private static CompletableFuture<Flood> flood(NativeClient client, AtomicBoolean over) {
        return CompletableFuture.supplyAsync(() -> {
            long asked = 0;
            long served = 0;
            long refused = 0;
            try (client) {
                var pings = new String[BURST];
                while (!over.get()) {
                    for (int i = 0; i < pings.length; i++) {
                        pings[i] = Json.request(1_000 + asked++, "ping", "{}");
                    }
                    client.raw().write(RawConnection.frames(pings));
                    for (long id = 1_000 + asked - BURST; id < 1_000 + asked; id++) {
                        var code = client.reply(id).path("code").intValue(-1);
                        served += code == 200 ? 1 : 0;
                        refused += code == 429 ? 1 : 0;
                    }
                    client.listen(Duration.ZERO);
                }
                return new Flood(asked, served, refused, asked - served - refused);
            } catch (ConnectionEndedException ended) {
                throw new AssertionError("a flooder is refused, not cut off", ended);
            }
        }, task -> Thread.ofPlatform().daemon().name("flooder").start(task));
    }

    private static void assertRefused(Flood flood, double seconds) {
        assertThat(flood.others()).as("other answers than 200 and 429: %s", flood).isZero();
        assertThat(flood.served()).as("%s in %s s", flood, seconds)
                .isLessThanOrEqualTo((long) (BURST + PER_SECOND * (seconds + 1)));
        assertThat(flood.refused()).as("%s", flood).isPositive();
    }

    /// Returns how much memory the buffers of this process take.
    private static long directBytes() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric()
                .usedDirectMemory();
    }
}
