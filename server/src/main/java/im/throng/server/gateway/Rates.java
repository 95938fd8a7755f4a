package im.throng.server.gateway;

/// How fast one session may ask: a bucket for all requests, and one for messages.
///
/// Threading: any thread; guarded by its lock.
public final class Rates {

    private final TokenBucket requests;
    private final TokenBucket sends;

    /// Creates full buckets.
    ///
    /// @param nowNanos by [System#nanoTime]
    public Rates(GatewayConfig.Rates config, long nowNanos) {
        this.requests = new TokenBucket(config.requests(), config.requestsBurst(), nowNanos);
        this.sends = new TokenBucket(config.sends(), config.sendsBurst(), nowNanos);
    }

    /// Takes a request. Returns 0, or the milliseconds until there may be one.
    public synchronized long request(long nowNanos) {
        return requests.take(nowNanos);
    }

    /// Takes a request that is a message. Returns 0, or the milliseconds until there may be one.
    public synchronized long send(long nowNanos) {
        long waitMs = requests.take(nowNanos);
        return waitMs > 0 ? waitMs : sends.take(nowNanos);
    }

    /// Tells whether it is as good as new.
    synchronized boolean isFull(long nowNanos) {
        return requests.isFull(nowNanos) && sends.isFull(nowNanos);
    }
}
