package im.throng.bench.load;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waiting for the end of a span of time, which here is what is measured.
public final class Pause {

    private Pause() {}

    /// Returns when so much time has passed.
    public static void of(Duration span) {
        long until = System.nanoTime() + span.toNanos();
        for (long left = span.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
