package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.Alone;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// A connection that does not read: what it loses, what it is told, and what that costs others.
@Alone
class BehindTest {

    private static final int SENDS = 300;
    private static final int TEXT_BYTES = 60_000;

    @RegisterExtension
    static final TestServer SERVER = TestServer.with("limits.outbound-bytes", "65536");

    @Test
    void p21_aConnectionThatStopsReadingGetsOneHintWhenItDrains() {
        var slowPerson = SERVER.newPerson();
        try (var writer = SERVER.loginNew(); var healthy = SERVER.loginNew();
                var slow = slowLogin(slowPerson)) {
            long head = writer.say("before", "before");
            slow.push("message");
            healthy.push("message");
            var text = "x".repeat(TEXT_BYTES);
            for (int i = 1; i <= SENDS; i++) {
                assertThat(writer.say(text, "big" + i)).isEqualTo(head + i);
                // Nobody else pays: the healthy one has every push at once.
                assertThat(healthy.push("message").path("seq").longValue(-1)).isEqualTo(head + i);
            }
            long last = head + SENDS;
            long ping = slow.post("ping", "{}");
            var pushed = new ArrayList<Long>();
            var hints = new ArrayList<JsonNode>();
            var pong = drain(slow, ping, pushed, hints);
            assertThat(pushed.size()).as("pushes to who does not read").isLessThan(SENDS);
            assertThat(pushed).isEqualTo(
                    LongStream.rangeClosed(head + 1, head + pushed.size()).boxed().toList());
            assertThat(hints).as("one hint").hasSize(1);
            assertThat(hints.getFirst().path("all").isBoolean()
                    || hints.getFirst().path("heads").path("all").longValue(-1) == last)
                    .as("the hint names the head %s: %s", last, hints).isTrue();
            assertThat(pong.path("code").intValue(-1)).isEqualTo(200);
            assertCaughtUp(slow, last, writer, text);
        }
    }

    /// Reads all that waits, up to the reply to the ping and the hint.
    private static JsonNode drain(NativeClient slow, long ping, List<Long> pushed,
            List<JsonNode> hints) {
        JsonNode pong = null;
        var quiet = false;
        while (pong == null || hints.isEmpty() || !quiet) {
            var next = slow.next(pong == null || hints.isEmpty()
                    ? RawConnection.DEADLINE : Duration.ofMillis(150));
            if (next.isEmpty()) {
                assertThat(pong).as("the reply to a request of who is behind").isNotNull();
                assertThat(hints).as("a hint when it drained").isNotEmpty();
                quiet = true;
                continue;
            }
            var frame = next.get();
            switch (frame.path("type").stringValue("")) {
                case "message" -> pushed.add(frame.path("data").path("seq").longValue(-1));
                case "hint" -> hints.add(frame.path("data"));
                case "reply" -> {
                    assertThat(frame.path("id").longValue(-1)).isEqualTo(ping);
                    pong = frame;
                }
                default -> assertThat(frame.path("type").stringValue("")).isEqualTo("presence");
            }
        }
        return pong;
    }

    /// It is not cut off: it reads the rest, and pushes come again.
    private static void assertCaughtUp(NativeClient slow, long last, NativeClient writer,
            String text) {
        var page = slow.ask("message.history",
                Json.object("conversation", "all", "after", last - 2));
        assertThat(page.path("entries").size()).isEqualTo(2);
        assertThat(page.path("entries").path(1).path("text").stringValue("")).isEqualTo(text);
        long seq = writer.say("after", "after");
        assertThat(slow.push("message").path("seq").longValue(-1)).isEqualTo(seq);
    }

    @Test
    void p25_aPingOfWhoIsBehindTellsTheHeadItMissed() {
        try (var writer = SERVER.loginNew(); var slow = slowLogin(SERVER.newPerson())) {
            long last = 0;
            for (int i = 1; i <= SENDS; i++) {
                last = writer.say("y".repeat(TEXT_BYTES), "p25-" + i);
            }
            var pong = slow.ask("ping", "{}");
            assertThat(pong.path("heads").path("all").longValue(-1)).isEqualTo(last);
        }
    }

    @Test
    void p21_repliesAreNotLostByWhoIsBehind() {
        try (var writer = SERVER.loginNew(); var slow = slowLogin(SERVER.newPerson())) {
            for (int i = 1; i <= SENDS; i++) {
                writer.say("z".repeat(TEXT_BYTES), "p21-" + i);
            }
            for (int i = 1; i <= 20; i++) {
                slow.post("message.send",
                        Json.object("to", "all", "key", "slow" + i, "text", "from the slow"));
            }
            for (int i = 1; i <= 20; i++) {
                // The login was the first request.
                assertThat(slow.reply(i + 1).path("code").intValue(-1)).isEqualTo(200);
            }
        }
    }

    /// What it sends must be noticed even while nothing can be sent to it.
    @Test
    void p21_whoIsBehindAndSpeaksIsNotCutOff() {
        try (var server = TestServer.started("limits.outbound-bytes", "65536",
                        "timeouts.heartbeat-ms", "400");
                var writer = server.loginNew();
                var slow = new NativeClient(RawConnection.open(server.port(), 4096))) {
            slow.ask("account.login", server.newPerson().credentials());
            long last = 0;
            long until = System.nanoTime() + Duration.ofMillis(2500).toNanos();
            long nextPing = 0;
            for (int i = 0; System.nanoTime() < until; i++) {
                if (i < SENDS) {
                    writer.say("v".repeat(TEXT_BYTES), "cut" + i);
                } else {
                    writer.ask("ping", "{}");
                }
                if (System.nanoTime() >= nextPing) {
                    last = slow.post("ping", "{}");
                    nextPing = System.nanoTime() + Duration.ofMillis(100).toNanos();
                }
            }
            assertThat(slow.reply(last).path("code").intValue(-1)).isEqualTo(200);
            slow.ask("ping", "{}");
        }
    }

    /// Pushes that it does not take are no sign of life.
    @Test
    void p14_whoIsBehindAndSilentIsEnded() {
        try (var server = TestServer.started("limits.outbound-bytes", "65536",
                        "timeouts.heartbeat-ms", "400");
                var writer = server.loginNew();
                var slow = new NativeClient(RawConnection.open(server.port(), 4096))) {
            slow.ask("account.login", server.newPerson().credentials());
            for (int i = 0; i < SENDS; i++) {
                writer.say("u".repeat(TEXT_BYTES), "silent" + i);
            }
            long until = System.nanoTime() + RawConnection.DEADLINE.toNanos();
            var gone = false;
            while (!gone && System.nanoTime() < until) {
                gone = writer.ask("presence.online", "{}").path("total").intValue(-1) == 1;
            }
            assertThat(gone).as("the silent one is ended").isTrue();
        }
    }

    /// One batch may be more than what may wait; a socket that takes it is not behind.
    @Test
    void p20_whoTakesEverythingIsNotBehind() {
        try (var server = TestServer.started("limits.outbound-bytes", "8192");
                var writer = server.loginNew(); var reader = server.loginNew()) {
            for (int round = 0; round < 20; round++) {
                int first = round * 20;
                writer.raw().write(RawConnection.frames(IntStream.range(first, first + 20)
                        .mapToObj(i -> Json.request(i + 100, "message.send", Json.object(
                                "to", "all", "key", "k" + i, "text", "t".repeat(2000))))
                        .toArray(String[]::new)));
                for (int i = first; i < first + 20; i++) {
                    assertThat(reader.push("message").path("seq").longValue(-1))
                            .isEqualTo(i + 1);
                }
            }
        }
    }

    /// Large answers to who does not read are not lost, and not all made at once either.
    @Test
    void p21_manyLargeRepliesToWhoDoesNotReadAllCome() {
        try (var writer = SERVER.loginNew(); var slow = slowLogin(SERVER.newPerson())) {
            for (int i = 1; i <= 5; i++) {
                writer.say("w".repeat(TEXT_BYTES), "large" + i);
            }
            for (int i = 1; i <= 150; i++) {
                slow.post("message.history", Json.object("conversation", "all", "limit", 4));
            }
            // Meanwhile others are served.
            writer.ask("ping", "{}");
            for (int i = 1; i <= 150; i++) {
                // The login was the first request.
                var reply = slow.reply(i + 1);
                assertThat(reply.path("data").path("entries").size()).isGreaterThan(2);
            }
        }
    }

    /// None of them is behind by itself: together they are.
    @Test
    void p21_whenTooMuchWaitsInAllThoseFurthestBehindGetAHintAndOthersEverything() {
        try (var server = TestServer.started("limits.outbound-bytes", "16777216",
                        "limits.outbound-total-bytes", "16777216");
                var writer = server.loginNew(); var healthy = server.loginNew()) {
            var slow = new ArrayList<NativeClient>();
            for (int i = 0; i < 6; i++) {
                var client = new NativeClient(RawConnection.open(server.port(), 4096));
                client.ask("account.login", server.newPerson().credentials());
                slow.add(client);
            }
            for (int i = 1; i <= SENDS; i++) {
                assertThat(writer.say("s".repeat(TEXT_BYTES), "sum" + i)).isEqualTo(i);
                assertThat(healthy.push("message").path("seq").longValue(-1)).isEqualTo(i);
            }
            for (var client : slow) {
                var pushed = new ArrayList<Long>();
                var hints = new ArrayList<JsonNode>();
                var pong = drain(client, client.post("ping", "{}"), pushed, hints);
                assertThat(pong.path("code").intValue(-1)).isEqualTo(200);
                assertThat(pushed).as("pushes").hasSizeLessThan(SENDS);
                assertThat(hints).as("one hint").hasSize(1);
                client.close();
            }
        }
    }

    @Test
    void p34_whenTooMuchWaitsInAllAClassicConnectionThatIsBehindIsClosed() {
        // More than it is sent may wait for one, but not for the connections of one loop.
        try (var server = TestServer.started("limits.outbound-bytes", "33554432",
                        "limits.outbound-total-bytes", "33554432");
                var writer = server.loginNew();
                var slow = new ClassicClient(RawConnection.open(server.port(), 4096))) {
            var person = server.newPerson();
            slow.login(person.id(), person.password());
            sayMuch(writer, 3500);
            expectEndWhenKnocked(slow);
            writer.ask("ping", "{}");
        }
    }

    @Test
    void p34_aClassicConnectionThatStopsReadingIsClosed() {
        var person = SERVER.newPerson();
        try (var writer = SERVER.loginNew();
                var slow = new ClassicClient(RawConnection.open(SERVER.port(), 4096))) {
            slow.login(person.id(), person.password());
            sayMuch(writer, 3500);
            expectEndWhenKnocked(slow);
            writer.ask("ping", "{}");
        }
    }

    /// A reset may pass a client by whose window is closed: it learns of the end when it says
    /// something after that.
    private static void expectEndWhenKnocked(ClassicClient client) {
        long begin = System.nanoTime();
        try {
            while (System.nanoTime() - begin < 20_000_000_000L) {
                knock(client);
                for (boolean more = true; more;) {
                    more = client.raw().poll(Duration.ofMillis(250)).isPresent();
                }
            }
        } catch (ConnectionEndedException ended) {
            return;
        }
        throw new AssertionError("the connection was not ended");
    }

    /// A peer with no room left may drop the reset, and learns of the end when it says something.
    private static void knock(ClassicClient client) {
        try {
            client.say("is anybody there?");
        } catch (UncheckedIOException alreadyEnded) {
            // Then it knows.
        }
    }

    /// More than the buffers of a socket hold, in classic frames, which have 8 KB at most.
    private static void sayMuch(NativeClient writer, int messages) {
        for (int i = 1; i <= messages; i++) {
            writer.post("message.send",
                    Json.object("to", "all", "key", "c" + i, "text", "c".repeat(9000)));
            if (i % 50 == 0) {
                writer.reply(i + 1);
                writer.listen(Duration.ZERO);
            }
        }
    }

    private static NativeClient slowLogin(Person person) {
        var slow = new NativeClient(RawConnection.open(SERVER.port(), 4096));
        slow.ask("account.login", person.credentials());
        return slow;
    }
}
