package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// More connections than there may be, in all and from one address.
class CrowdTest {

    private static final byte[] SIGNATURE =
            {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};
    private static final String NOTHING = "{\"type\":\"nothing\",\"id\":1}";

    @Test
    void whoComesWhenItIsFullWaitsOutsideAndThoseInsideGoOn() {
        try (var server = TestServer.started("limits.connections", "3");
                var one = server.loginNew(); var two = server.loginNew();
                var three = server.open()) {
            three.refused(404, "nothing", "{}");
            try (var late = server.connect()) {
                late.send(NOTHING);
                three.refused(404, "nothing", "{}");
                one.say("inside", "k");
                assertThat(two.push("message").path("text").stringValue("")).isEqualTo("inside");
                late.expectSilence(Duration.ofMillis(300));
                two.raw().reset();
                assertThat(late.read().path("code").intValue(-1)).isEqualTo(404);
                one.ask("ping", "{}");
            }
        }
    }

    @Test
    void whatIsFullOpensAgainAndAgain() {
        try (var server = TestServer.started("limits.connections", "2")) {
            for (int i = 0; i < 50; i++) {
                try (var one = server.connect(); var two = server.connect()) {
                    one.send(NOTHING);
                    two.send(NOTHING);
                    assertThat(one.read().path("code").intValue(-1)).isEqualTo(404);
                    assertThat(two.read().path("code").intValue(-1)).isEqualTo(404);
                }
            }
        }
    }

    @Test
    void moreThanAnAddressMayHaveAreClosedAtOnce() {
        try (var server = TestServer.started("limits.connections-per-address", "2",
                        "accounts.exempt-addresses", "10.0.0.0/8");
                var one = server.loginNew(); var two = server.open()) {
            two.refused(404, "nothing", "{}");
            for (int i = 0; i < 20; i++) {
                try (var surplus = server.connect()) {
                    surplus.expectEnd();
                }
            }
            one.ask("ping", "{}");
            two.raw().reset();
            assertThat(isServedInTime(server)).as("room for another").isTrue();
        }
    }

    @Test
    void exemptAddressesMayHaveAnyNumber() {
        try (var server = TestServer.started("limits.connections-per-address", "1");
                var one = server.loginNew(); var two = server.loginNew()) {
            one.ask("ping", "{}");
            two.ask("ping", "{}");
        }
    }

    @Test
    void aConnectionBehindAProxyCountsForTheAddressReported() {
        try (var server = TestServer.started("limits.connections-per-address", "2",
                        "listen.trusted-proxies", "127.0.0.1",
                        "accounts.exempt-addresses", "10.0.0.0/8");
                var one = proxied(server, 9); var two = proxied(server, 9)) {
            assertThat(one.read().path("code").intValue(-1)).isEqualTo(404);
            assertThat(two.read().path("code").intValue(-1)).isEqualTo(404);
            try (var surplus = proxied(server, 9)) {
                surplus.expectEndAfterAnything();
            }
            try (var another = proxied(server, 10)) {
                assertThat(another.read().path("code").intValue(-1)).isEqualTo(404);
            }
        }
    }

    private static boolean isServedInTime(TestServer server) {
        long until = System.nanoTime() + RawConnection.DEADLINE.toNanos();
        while (System.nanoTime() < until) {
            try (var another = server.connect()) {
                another.send(NOTHING);
                another.read();
                return true;
            } catch (ConnectionEndedException | UncheckedIOException stillCounted) {
                // The end of the other one was not noticed yet.
            }
        }
        return false;
    }

    /// Connects as 203.0.113.`last`, by the PROXY protocol.
    private static RawConnection proxied(TestServer server, int last) {
        var raw = server.connect();
        byte[] frame = RawConnection.frame(NOTHING);
        raw.write(ByteBuffer.allocate(28 + frame.length).put(SIGNATURE)
                .put((byte) 0x21).put((byte) 0x11).putShort((short) 12)
                .put(new byte[] {(byte) 203, 0, 113, (byte) last}).put(new byte[] {127, 0, 0, 1})
                .putShort((short) 40_000).putShort((short) 8889).put(frame).array());
        return raw;
    }
}
