package im.throng.client.transport;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Pings while a session is connected, and notices when nothing comes back.
///
/// Threading: confined to the event loop.
final class Heartbeat {

    // Earlier than the server asks for, so that a busy moment makes no ping late.
    private static final double SHARE_OF_PERIOD = 0.8;

    private final EventLoop loop;
    private final Duration answerTimeout;
    private final Runnable ping;
    private final Runnable silent;
    private io.netty.util.concurrent.@Nullable Future<?> timer;
    private boolean heard;

    /// Creates one that is not running.
    ///
    /// @param ping   sends a ping
    /// @param silent is told when nothing at all arrived for `answerTimeout` after a ping
    Heartbeat(EventLoop loop, Duration answerTimeout, Runnable ping, Runnable silent) {
        this.loop = loop;
        this.answerTimeout = answerTimeout;
        this.ping = ping;
        this.silent = silent;
    }

    /// Begins to ping, at the latest once in a period.
    void start(long heartbeatMs) {
        stop();
        long periodMs = Math.max(2, (long) (heartbeatMs * SHARE_OF_PERIOD));
        timer = later(() -> beat(periodMs), periodMs);
    }

    /// Ends.
    void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /// Notes that something arrived: the connection lives.
    void heard() {
        heard = true;
    }

    private void beat(long periodMs) {
        heard = false;
        ping.run();
        long waitMs = Math.min(answerTimeout.toMillis(), periodMs);
        timer = later(() -> judge(periodMs, waitMs), waitMs);
    }

    private void judge(long periodMs, long waitedMs) {
        // Any frame is a sign of life: a long page may stand before the answer.
        if (heard) {
            timer = later(() -> beat(periodMs), periodMs - waitedMs);
        } else {
            silent.run();
        }
    }

    private io.netty.util.concurrent.Future<?> later(Runnable task, long delayMs) {
        return loop.schedule(task, delayMs, TimeUnit.MILLISECONDS);
    }
}
