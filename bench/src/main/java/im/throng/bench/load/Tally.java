package im.throng.bench.load;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// Messages from their sending to their last receipt: counts, and times from the moment each was
/// *meant* to be sent, so that whatever holds up the sending is in the times too.
///
/// Threading: confined to the event loop; read by others once it is quiet.
final class Tally {

    private static final int FIRST_CAPACITY = 1 << 16;
    private static final int DIGITS = 3;
    static final long NANOS_MAX = TimeUnit.MINUTES.toNanos(10);

    private final int deliveriesEach;
    private final Histogram acknowledgements = new Histogram(NANOS_MAX, DIGITS);
    private final Histogram deliveries = new Histogram(NANOS_MAX, DIGITS);
    private final Histogram completions = new Histogram(NANOS_MAX, DIGITS);
    private final Histogram lateness = new Histogram(NANOS_MAX, DIGITS);
    private long[] intendedNanos = new long[FIRST_CAPACITY];
    private int[] lanes = new int[FIRST_CAPACITY];
    /// How many deliveries and acknowledgements are still to come; below 0 came too many.
    private int[] left = new int[FIRST_CAPACITY];
    private int sent;
    private int done;
    private long acknowledged;
    private long delivered;
    private int measuredFrom = Integer.MAX_VALUE;
    private int measuredTo = Integer.MAX_VALUE;

    /// Creates an empty one.
    ///
    /// @param deliveriesEach how many receive each message
    Tally(int deliveriesEach) {
        this.deliveriesEach = deliveriesEach;
    }

    /// Takes down a message that is sent now, and returns its number.
    ///
    /// @param intended when it was meant to be sent, by [System#nanoTime]
    int sent(long intended, int lane) {
        if (sent == left.length) {
            intendedNanos = Arrays.copyOf(intendedNanos, 2 * sent);
            lanes = Arrays.copyOf(lanes, 2 * sent);
            left = Arrays.copyOf(left, 2 * sent);
        }
        intendedNanos[sent] = intended;
        lanes[sent] = lane;
        left[sent] = deliveriesEach + 1;
        return sent++;
    }

    /// Notes how late the generator came to sending a message.
    void late(long nanos) {
        if (sent >= measuredFrom && sent < measuredTo) {
            lateness.recordValue(Math.clamp(nanos, 0, NANOS_MAX));
        }
    }

    /// Messages sent from now on are measured.
    void openWindow() {
        measuredFrom = sent;
    }

    /// Messages sent from now on are not measured any more.
    void closeWindow() {
        measuredTo = sent;
    }

    /// Counts an acknowledgement; returns whether the message is done with it.
    boolean acknowledged(int number, long nowNanos) {
        acknowledged++;
        if (isMeasured(number)) {
            record(acknowledgements, number, nowNanos);
        }
        return isDone(number, nowNanos);
    }

    /// Counts a receipt; returns whether the message is done with it.
    boolean delivered(int number, long nowNanos) {
        delivered++;
        if (isMeasured(number)) {
            record(deliveries, number, nowNanos);
        }
        return isDone(number, nowNanos);
    }

    private boolean isDone(int number, long nowNanos) {
        left[number]--;
        if (left[number] != 0) {
            return false;
        }
        done++;
        if (isMeasured(number)) {
            record(completions, number, nowNanos);
        }
        return true;
    }

    private boolean isMeasured(int number) {
        return number >= measuredFrom && number < measuredTo;
    }

    private void record(Histogram times, int number, long nowNanos) {
        times.recordValue(Math.clamp(nowNanos - intendedNanos[number], 0, NANOS_MAX));
    }

    int laneOf(int number) {
        return lanes[number];
    }

    boolean knows(int number) {
        return number >= 0 && number < sent;
    }

    /// Returns what was counted up to now.
    Counts counts() {
        return new Counts(sent, acknowledged, delivered, done);
    }

    /// Returns the times of the messages measured; a copy.
    Latencies latencies() {
        return new Latencies(acknowledgements.copy(), deliveries.copy(), completions.copy(),
                lateness.copy());
    }
}
