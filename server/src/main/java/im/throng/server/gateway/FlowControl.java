package im.throng.server.gateway;

import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Whether one connection is read: not while its mailbox is full, not while it rests since it asks
/// too fast, and not before the others had their turn. What was read already waits as it came.
///
/// Threading: confined to the connection's event loop.
final class FlowControl {

    /// A turn of the event loop takes less, as long as nobody asks for much.
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Channel channel;
    private final LoopLane lane;
    private final LongSupplier nanoTime;
    private final Runnable goOn;
    private boolean full;
    private boolean yielding;
    private @Nullable Rest rest;

    /// Creates one of a connection that is read.
    ///
    /// @param nanoTime as [System#nanoTime]
    /// @param goOn     takes what was read already; may find that it is not to be read again
    FlowControl(Channel channel, LoopLane lane, LongSupplier nanoTime, Runnable goOn) {
        this.channel = channel;
        this.lane = lane;
        this.nanoTime = nanoTime;
        this.goOn = goOn;
    }

    /// Tells whether something may be taken.
    boolean isOpen() {
        return !full && !yielding && !isResting();
    }

    /// Tells whether it rests.
    boolean isResting() {
        return rest != null && rest.isOn();
    }

    /// Notes that the mailbox is full.
    void full() {
        full = true;
        channel.config().setAutoRead(false);
    }

    /// Notes that the mailbox has room again.
    void roomy() {
        if (full) {
            full = false;
            readAgain();
        }
    }

    /// Lets the others have their turn first.
    void yieldTurn() {
        if (!yielding) {
            yielding = true;
            channel.config().setAutoRead(false);
            lane.executeLater(this::next, TURN_NANOS);
        }
    }

    /// Adds a refusal of one that asks too fast.
    void refused() {
        if (rest == null) {
            rest = new Rest(lane, nanoTime, this::readAgain);
        }
        if (rest.extend()) {
            channel.config().setAutoRead(false);
        }
    }

    /// Reads whatever comes, for good: it is to be dropped.
    void openForGood() {
        full = false;
        rest = null;
        yielding = false;
        readAgain();
    }

    private void next() {
        if (yielding) {
            yielding = false;
            readAgain();
        }
    }

    private void readAgain() {
        if (isOpen()) {
            goOn.run();
        }
        if (isOpen()) {
            channel.config().setAutoRead(true);
        }
    }
}
