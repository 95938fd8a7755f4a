package im.throng.server.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HandshakesTest {

    private final List<String> events = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Handshakes handshakes = new Handshakes(2, channel.eventLoop(), this::now);
    private long nanos;

    HandshakesTest() {
        channel.freezeTime();
    }

    @Test
    void oneMoreThanThereMayBeWaitsForTheEndOfAnother() {
        var first = begin("first");
        begin("second");
        begin("third");
        assertThat(events).containsExactly("first begins", "second begins");

        handshakes.end(first);
        channel.runPendingTasks();

        assertThat(events).containsExactly("first begins", "second begins", "third begins");
    }

    @Test
    void oneThatGoesWhileItWaitsTakesNobodysTurn() {
        var first = begin("first");
        begin("second");
        var third = begin("third");
        begin("fourth");

        handshakes.end(third);
        handshakes.end(first);
        channel.runPendingTasks();

        assertThat(events).containsExactly("first begins", "second begins", "fourth begins");
    }

    @Test
    void thoseThatStandStillMakeRoomForThoseThatWait() {
        begin("first");
        pass(500);
        begin("second");
        begin("third");
        pass(499);
        assertThat(events).containsExactly("first begins", "second begins");

        pass(2);

        assertThat(events).containsExactly("first begins", "second begins", "first is cut",
                "third begins");
    }

    @Test
    void nobodyIsCutWhileNobodyWaits() {
        begin("first");
        begin("second");

        pass(60_000);

        assertThat(events).containsExactly("first begins", "second begins");
    }

    private Handshakes.Handshake begin(String name) {
        var handshake = new Handshakes.Handshake() {
            @Override
            public void takeTurn() {
                events.add(name + " begins");
            }

            @Override
            public void cut() {
                events.add(name + " is cut");
            }
        };
        handshakes.begin(handshake);
        return handshake;
    }

    private long now() {
        return nanos;
    }

    private void pass(long ms) {
        nanos += TimeUnit.MILLISECONDS.toNanos(ms);
        channel.advanceTimeBy(ms, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }
}
