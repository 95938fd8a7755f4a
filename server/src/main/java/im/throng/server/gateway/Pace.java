package im.throng.server.gateway;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// What one connection's mailbox must wait for: that the peer takes what it was answered, and that
/// messages on their way to the store are answered before what came after them.
///
/// Whether the peer takes an answer is known when the event loop has it. Until then the next
/// request waits: of one who asks for much and reads nothing, one answer too many is held, and not
/// as many as the mailbox makes while the event loop is busy.
///
/// It is its own monitor: every idle connection has one, and this is the smallest there is.
///
/// Threading: any thread; the waiting is done by the mailbox's thread alone.
public final class Pace {

    private static final long NANOS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);

    private final int inFlightMax;
    private int inFlight;
    private int onTheirWay;
    private boolean blocked;
    private boolean ended;

    /// Creates a pace with nothing to wait for.
    ///
    /// @param inFlightMax how many messages may be on their way to the store
    Pace(int inFlightMax) {
        this.inFlightMax = inFlightMax;
    }

    /// Waits until another message may go on its way, and counts it.
    public synchronized void begin() {
        awaitUntil(() -> inFlight < inFlightMax);
        inFlight++;
    }

    /// Counts another message on its way, if there is nothing to wait for; returns whether it has.
    synchronized boolean beginAtOnce() {
        boolean begins = !ended && !blocked && onTheirWay == 0 && inFlight < inFlightMax;
        inFlight += begins ? 1 : 0;
        return begins;
    }

    /// Notes that a message on its way was answered.
    public synchronized void done() {
        inFlight--;
        notifyAll();
    }

    /// Waits until at most this many messages are on their way.
    public synchronized void awaitInFlight(int most) {
        awaitUntil(() -> inFlight <= most);
    }

    /// Notes that an answer is on its way to the event loop.
    public synchronized void handOver() {
        onTheirWay++;
    }

    /// Notes that the event loop has an answer, and whether the peer takes it is known.
    public synchronized void handedOver() {
        onTheirWay--;
        notifyAll();
    }

    /// Waits until the peer has taken enough of what it was answered.
    public synchronized void awaitWritable() {
        awaitUntil(() -> !blocked && onTheirWay == 0);
    }

    /// Waits for a while, or until there is nobody left to wait for.
    ///
    /// @return whether the connection is still there
    public synchronized boolean await(long ms) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        try {
            for (long left = until - System.nanoTime(); !ended && left > 0;
                    left = until - System.nanoTime()) {
                wait(left / NANOS_PER_MS, (int) (left % NANOS_PER_MS));
            }
            return !ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Tells whether nothing is on its way to the store or to the event loop, nor waits for the
    /// peer.
    synchronized boolean isQuiet() {
        return inFlight == 0 && onTheirWay == 0 && !blocked;
    }

    synchronized void setBlocked(boolean isBlocked) {
        blocked = isBlocked;
        notifyAll();
    }

    /// Lets everybody go on: there is nobody left to answer.
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /// Nobody interrupts a mailbox; should it happen, what waits is let go as at the end.
    private synchronized void awaitUntil(BooleanSupplier condition) {
        try {
            while (!ended && !condition.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
        }
    }
}
