package im.throng.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The length prefix: pieces, packs, and lengths at and beyond every edge.
class FramingTest {

    private static final int FRAME_BYTES_MAX = 262_144;

    @RegisterExtension
    static final TestServer SERVER = TestServer.with(
            "limits.frame-bytes", Integer.toString(FRAME_BYTES_MAX));

    private static final String PING = Json.request(7, "ping", "{}");

    @Test
    void p2_aFrameMayArriveByteByByte() {
        try (var client = SERVER.connect()) {
            client.writeInPieces(RawConnection.frame(PING), 1);
            assertRefusedPing(client, 7);
        }
    }

    @Test
    void p2_aFrameMayBeSplitAnywhere() {
        byte[] bytes = RawConnection.frame(PING);
        try (var client = SERVER.connect()) {
            for (int size = 2; size < bytes.length; size++) {
                client.writeInPieces(bytes, size);
                assertRefusedPing(client, 7);
            }
        }
    }

    @Test
    void p2_manyFramesInOneSegmentAreAllAnsweredInOrder() {
        var payloads = new String[200];
        for (int i = 0; i < payloads.length; i++) {
            payloads[i] = Json.request(i + 1, "ping", "{}");
        }
        try (var client = SERVER.connect()) {
            client.write(RawConnection.frames(payloads));
            for (int i = 0; i < payloads.length; i++) {
                assertRefusedPing(client, i + 1);
            }
        }
    }

    @Test
    void p2_framesAndPiecesMayBeMixedAtRandom() {
        var random = new Random(2);
        var payloads = new String[100];
        for (int i = 0; i < payloads.length; i++) {
            payloads[i] = Json.object("type", "ping", "id", i + 1,
                    "x", "ä".repeat(random.nextInt(300)));
        }
        byte[] all = RawConnection.frames(payloads);
        try (var client = SERVER.connect()) {
            for (int from = 0; from < all.length;) {
                int size = Math.min(1 + random.nextInt(900), all.length - from);
                client.write(Arrays.copyOfRange(all, from, from + size));
                from += size;
            }
            for (int i = 0; i < payloads.length; i++) {
                assertRefusedPing(client, i + 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void p2_aLengthBelowTwoIsMalformedAndTheNextFrameIsRead(int length) {
        try (var client = SERVER.connect()) {
            client.send(PING);
            assertRefusedPing(client, 7);
            client.writeLength(length);
            client.write(new byte[length]);
            var reply = client.read();
            assertThat(reply.path("type").stringValue("")).isEqualTo("reply");
            assertThat(reply.path("code").intValue(-1)).isEqualTo(400);
            assertThat(reply.has("id")).isFalse();
            client.send(PING);
            assertRefusedPing(client, 7);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void p2_aLengthBelowTwoCountsAsMalformedFromTheFirstFrameOn(int length) {
        try (var client = SERVER.open()) {
            for (int i = 0; i < 3; i++) {
                client.raw().writeLength(length);
                client.raw().write(new byte[length]);
            }
            client.expectGoodbye(400, false);
        }
    }

    @Test
    void p2_theSmallestFrameIsRead() {
        try (var client = SERVER.connect()) {
            client.send("{}");
            var reply = client.read();
            assertThat(reply.path("code").intValue(-1)).isEqualTo(400);
            client.send(PING);
            assertRefusedPing(client, 7);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {FRAME_BYTES_MAX - 1, FRAME_BYTES_MAX})
    void p2_aFrameUpToTheLimitIsRead(int length) {
        try (var client = SERVER.connect()) {
            client.send(padded(length));
            assertRefusedPing(client, 7);
            client.send(padded(length));
            assertRefusedPing(client, 7);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {FRAME_BYTES_MAX + 1, 0x00ff_ffff, 0x0100_0000, Integer.MAX_VALUE,
        Integer.MIN_VALUE, -1})
    void p2_aLengthAboveTheLimitEndsTheConnectionWithoutItsBody(int length) {
        try (var client = SERVER.open()) {
            client.refused(401, "ping", "{}");
            client.raw().writeLength(length);
            client.expectGoodbye(413, false);
        }
    }

    @Test
    void p2_aLengthAboveTheLimitEndsAConnectionThatIsLoggedIn() {
        try (var client = SERVER.loginNew()) {
            client.raw().writeLength(FRAME_BYTES_MAX + 1);
            client.expectGoodbye(413, false);
        }
    }

    /// Closing over bytes that were not read would reset the connection and lose the goodbye.
    @Test
    void p2_theGoodbyeArrivesAlsoWhenTheBodyIsOnItsWay() {
        try (var client = SERVER.loginNew()) {
            client.raw().writeLength(1_000_000);
            client.raw().write(new byte[60_000]);
            client.expectGoodbye(413, false);
        }
    }

    @Test
    void p2_aTooLargeFrameInTheSegmentOfAnotherEndsTheConnection() {
        try (var client = SERVER.open()) {
            byte[] bytes = RawConnection.frame(PING);
            client.raw().write(ByteBuffer.allocate(bytes.length + 4)
                    .put(bytes).putInt(FRAME_BYTES_MAX + 1).array());
            client.expectGoodbye(413, false);
        }
    }

    @Test
    void p2_aConnectionThatEndsWithinAFrameHarmsNobody() {
        byte[] bytes = RawConnection.frame(PING);
        for (int length = 1; length < bytes.length; length += 3) {
            try (var client = SERVER.connect()) {
                client.write(Arrays.copyOf(bytes, length));
                client.endOutput();
                client.expectEnd();
            }
        }
        try (var client = SERVER.connect()) {
            client.send(PING);
            assertRefusedPing(client, 7);
        }
    }

    @Test
    void p2_anIncompleteFrameIsNotAnsweredBeforeItIsWhole() {
        byte[] bytes = RawConnection.frame(PING);
        try (var client = SERVER.connect()) {
            client.write(Arrays.copyOf(bytes, bytes.length - 1));
            client.expectSilence(Duration.ofMillis(100));
            client.write(new byte[] {bytes[bytes.length - 1]});
            assertRefusedPing(client, 7);
        }
    }

    @Test
    void p2_theLimitsAreThoseTheServerIsSetTo() {
        try (var server = TestServer.started("limits.frame-bytes", "4096",
                "limits.text-bytes", "10", "limits.malformed-frames", "1")) {
            var person = server.newPerson();
            try (var client = server.open(); var large = server.open()) {
                var limits = client.ask("account.login", person.credentials()).path("limits");
                assertThat(limits.path("frameBytes").intValue(-1)).isEqualTo(4096);
                assertThat(limits.path("textBytes").intValue(-1)).isEqualTo(10);
                client.say("0123456789", "k");
                client.refused(422, "message.send",
                        Json.object("to", "all", "key", "l", "text", "01234567890"));
                large.raw().send(padded(4096));
                assertThat(large.reply(7).path("code").intValue(-1)).isEqualTo(401);
                large.raw().writeLength(4097);
                large.expectGoodbye(413, false);
                client.raw().send("[]");
                client.expectGoodbye(400, false);
            }
        }
    }

    private static String padded(int length) {
        var empty = Json.object("type", "ping", "id", 7, "x", "");
        var padded = Json.object("type", "ping", "id", 7, "x",
                "x".repeat(length - empty.getBytes(UTF_8).length));
        assertThat(padded.getBytes(UTF_8)).hasSize(length);
        return padded;
    }

    private static void assertRefusedPing(RawConnection client, long id) {
        var reply = client.read();
        assertThat(reply.path("id").longValue(-1)).as("%s", reply).isEqualTo(id);
        assertThat(reply.path("code").intValue(-1)).as("%s", reply).isEqualTo(401);
    }
}
