package im.throng.server.gateway;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How long a connection is not read, since it goes on asking faster than it may. To read and to
/// refuse a request costs the server nearly as much as a small one does: told so a hundred times,
/// whoever asks on is read more slowly.
///
/// Threading: confined to the connection's event loop.
final class Rest {

    /// So many refusals are forgiven at once.
    private static final int FORGIVEN = 100;
    private static final long EACH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(2);

    private final LoopLane lane;
    private final LongSupplier nanoTime;
    private final Runnable over;
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
        untilNanos = now + Math.min(NANOS_MAX, Math.max(0, untilNanos - now) + EACH_NANOS);
        if (on || untilNanos - now <= FORGIVEN * EACH_NANOS) {
            return false;
        }
        on = true;
        wakeLater(now);
        return true;
    }

    /// Half of what is forgiven is left then, so that it is not read for one request alone.
    private void wakeLater(long now) {
        lane.executeLater(this::wake, untilNanos - now - FORGIVEN * EACH_NANOS / 2);
    }

    private void wake() {
        long now = nanoTime.getAsLong();
        if (untilNanos - now > FORGIVEN * EACH_NANOS / 2) {
            wakeLater(now);
        } else {
            on = false;
            over.run();
        }
    }
}
