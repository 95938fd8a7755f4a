package im.throng.server.gateway;

/// A rate with a burst: a bucket of tokens that refills steadily.
///
/// Threading: confined to one thread at a time.
public final class TokenBucket {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long MS_PER_SECOND = 1_000;
    /// What sums of fractions may be off by.
    private static final double ROUNDING_MS = 1e-6;

    private final double perSecond;
    private final double burst;
    private double tokens;
    private long filledNanos;

    /// Creates a full bucket.
    ///
    /// @param perSecond tokens per second; 0 for no limit
    /// @param nowNanos  by [System#nanoTime]
    public TokenBucket(int perSecond, int burst, long nowNanos) {
        this.perSecond = perSecond;
        this.burst = Math.max(1, burst);
        this.tokens = this.burst;
        this.filledNanos = nowNanos;
    }

    /// Takes a token. Returns 0, or without one the milliseconds until there is one.
    public long take(long nowNanos) {
        return take(nowNanos, 1);
    }

    /// Takes tokens, at most as many as there can be. Returns 0, or without them the milliseconds
    /// until there are.
    public long take(long nowNanos, int count) {
        if (perSecond == 0) {
            return 0;
        }
        fill(nowNanos);
        double wanted = Math.min(count, burst);
        if (tokens >= wanted) {
            tokens -= wanted;
            return 0;
        }
        double waitMs = (wanted - tokens) * MS_PER_SECOND / perSecond;
        return Math.max(1, (long) Math.ceil(waitMs - ROUNDING_MS));
    }

    /// Tells whether it is as full as it can be.
    boolean isFull(long nowNanos) {
        fill(nowNanos);
        return perSecond == 0 || tokens >= burst;
    }

    private void fill(long nowNanos) {
        tokens = Math.min(burst, tokens + (nowNanos - filledNanos) * perSecond / NANOS_PER_SECOND);
        filledNanos = nowNanos;
    }
}
