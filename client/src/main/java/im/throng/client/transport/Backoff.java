package im.throng.client.transport;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/// How long to wait before the next try: exponential, with full jitter, so that clients which lost
/// a server together do not return together.
///
/// Threading: immutable.
///
/// @param base   the longest first wait
/// @param cap    the longest wait
/// @param random a number from 0 inclusive to 1 exclusive
public record Backoff(Duration base, Duration cap, DoubleSupplier random) {

    private static final int DOUBLINGS_MAX = 30; // Far beyond any cap, and far from an overflow.

    /// Returns the wait before a try.
    ///
    /// @param attempt how many tries failed before it: 0, 1, 2, …
    public Duration delay(int attempt) {
        long longestMs = Math.min(cap.toMillis(),
                base.toMillis() << Math.min(attempt, DOUBLINGS_MAX));
        return Duration.ofMillis((long) (longestMs * random.getAsDouble()));
    }
}
