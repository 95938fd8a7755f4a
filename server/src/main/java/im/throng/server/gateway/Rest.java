package im.throng.server.gateway;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How long a connection is not read, since it goes on asking faster than it may. To read and to
/// refuse a request costs the server nearly as much as a small one does: told so a hundred times,
/// whoever asks on is read more slowly. Each rest makes the next refusals dearer, so that in the
/// end there are a few in a second beside what is served.
///
/// Threading: confined to the connection's event loop.
final class Rest {

    /// What is forgiven at once: a hundred refusals at first.
    private static final long FORGIVEN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long EACH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long EACH_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(200);
    /// After so long without a refusal all is as at first.
    private static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LoopLane lane;
    private final LongSupplier nanoTime;
    private final Runnable over;
    private long eachNanos = EACH_NANOS;
    /// When all refusals so far are paid for.
    private long untilNanos;
    private boolean on;

    /// Creates a rest that has not begun.
    ///
    /// @param over runs when it is over
    Rest(LoopLane lane, LongSupplier nanoTime, Runnable over) {
        this.lane = lane;
        this.nanoTime = nanoTime;
        this.over = over;
        this.untilNanos = nanoTime.getAsLong();
    }

    /// Tells whether the connection rests.
    boolean isOn() {
        return on;
    }

    /// Adds a refusal.
    ///
    /// @return whether the rest begins with it
    boolean extend() {
        long now = nanoTime.getAsLong();
        if (now - untilNanos > CALM_NANOS) {
            eachNanos = EACH_NANOS;
        }
        untilNanos = Math.max(untilNanos, now) + eachNanos;
        if (on || untilNanos - now <= FORGIVEN_NANOS) {
            return false;
        }
        on = true;
        eachNanos = Math.min(EACH_NANOS_MAX, 2 * eachNanos);
        wakeLater(now);
        return true;
    }

    /// Half of what is forgiven is left then, so that it is not read for one request alone.
    private void wakeLater(long now) {
        lane.executeLater(this::wake, untilNanos - now - FORGIVEN_NANOS / 2);
    }

    private void wake() {
        long now = nanoTime.getAsLong();
        if (untilNanos - now > FORGIVEN_NANOS / 2) {
            wakeLater(now);
        } else {
            on = false;
            over.run();
        }
    }
}
