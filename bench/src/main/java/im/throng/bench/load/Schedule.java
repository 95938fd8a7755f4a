package im.throng.bench.load;

import java.util.concurrent.TimeUnit;

/// When messages are meant to be sent: evenly, from a beginning on, whatever happens to them.
///
/// Threading: immutable.
///
/// @param startNanos the moment of the first, by [System#nanoTime]
/// @param perSecond  how many a second, above 0
record Schedule(long startNanos, double perSecond) {

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    /// Returns when a message is meant to be sent, counted from 0.
    long timeOf(long index) {
        return startNanos + (long) (index * (NANOS_PER_SECOND / perSecond));
    }

    /// Tells whether it is time for a message.
    boolean isDue(long index, long nowNanos) {
        return timeOf(index) - nowNanos <= 0;
    }
}
