package im.throng.server.gateway;

import im.throng.protocol.message.GroupId;
import java.util.LinkedHashMap;
import java.util.Map;

/// How fast each group may be written to, by all its members together: delivering to a large group
/// costs as much as it has members online, however slowly each of them writes.
///
/// The groups that were written to last are remembered. One that is forgotten gets a full bucket,
/// as it has by then, unless so many others are written to within the time of a burst.
///
/// Threading: any thread; guarded by its lock.
final class GroupRates {

    private static final int KEPT_MAX = 10_000;

    private final int perSecond;
    private final int burst;
    private final Map<GroupId, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /// Creates the rates of no group.
    ///
    /// @param perSecond messages a second; 0 for no limit
    GroupRates(int perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /// Takes a message. Returns 0, or the milliseconds until there may be one.
    synchronized long admit(GroupId group, long nowNanos) {
        if (perSecond == 0) {
            return 0;
        }
        TokenBucket bucket = buckets.computeIfAbsent(group,
                _ -> new TokenBucket(perSecond, burst, nowNanos));
        if (buckets.size() > KEPT_MAX) {
            buckets.remove(buckets.keySet().iterator().next());
        }
        return bucket.take(nowNanos);
    }

    /// Returns how many groups are remembered.
    synchronized int size() {
        return buckets.size();
    }
}
