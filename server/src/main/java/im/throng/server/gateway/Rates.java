package im.throng.server.gateway;

import java.util.Set;

/// How fast one session may ask: a bucket for all requests, and one for messages.
///
/// Threading: any thread; guarded by its lock.
public final class Rates {

    /// What reads much for one question counts for several.
    private static final Set<String> HEAVY =
            Set.of("user.search", "presence.online", "conversation.list");
    private static final int HEAVY_WEIGHT = 5;
    /// What writes a row for each user it names counts by its length.
    private static final Set<String> MANY = Set.of("group.create", "group.add", "group.remove");
    private static final int BYTES_PER_TOKEN = 256;

    private final TokenBucket requests;
    private final TokenBucket sends;

    /// Creates full buckets.
    ///
    /// @param nowNanos by [System#nanoTime]
    public Rates(GatewayConfig.Rates config, long nowNanos) {
        this.requests = new TokenBucket(config.requests(), config.requestsBurst(), nowNanos);
        this.sends = new TokenBucket(config.sends(), config.sendsBurst(), nowNanos);
    }

    /// Takes a request of a type and a length in bytes. Returns 0, or the milliseconds until there
    /// may be one.
    public synchronized long admit(String type, int bytes, long nowNanos) {
        long waitMs = requests.take(nowNanos, weight(type, bytes));
        return waitMs == 0 && type.equals("message.send") ? sends.take(nowNanos) : waitMs;
    }

    private static int weight(String type, int bytes) {
        if (MANY.contains(type)) {
            return 1 + bytes / BYTES_PER_TOKEN;
        }
        return HEAVY.contains(type) ? HEAVY_WEIGHT : 1;
    }

    /// Tells whether it is as good as new.
    synchronized boolean isFull(long nowNanos) {
        return requests.isFull(nowNanos) && sends.isFull(nowNanos);
    }
}
