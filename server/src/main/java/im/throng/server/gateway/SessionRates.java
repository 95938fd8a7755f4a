package im.throng.server.gateway;

import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.SessionId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The rates of sessions: they outlive connections, so that coming back brings no new burst. A
/// session that has not asked for a while is as good as a new one and is forgotten.
///
/// Threading: any thread.
public final class SessionRates {

    private static final int KEPT_MIN = 1024;
    private static final long PURGE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final GatewayConfig.Rates config;
    /// By session, or by the address of those who have none.
    private final Map<Object, Rates> byAsker = new ConcurrentHashMap<>();
    private final TokenBucket all;
    private final GroupRates groups;
    private final AtomicLong purgedNanos;

    /// Creates the rates of nobody.
    ///
    /// @param nowNanos by [System#nanoTime]
    public SessionRates(GatewayConfig.Rates config, long nowNanos) {
        this.config = config;
        this.purgedNanos = new AtomicLong(nowNanos);
        this.all = new TokenBucket(config.all(), config.allBurst(), nowNanos);
        this.groups = new GroupRates(config.group(), config.groupBurst());
    }

    /// Takes a message to everybody, whoever says it. Returns 0, or the milliseconds until there
    /// may be one.
    public long admitToAll(long nowNanos) {
        synchronized (all) {
            return all.take(nowNanos);
        }
    }

    /// Takes a message to a group, whoever says it. Returns 0, or the milliseconds until there may
    /// be one.
    public long admitToGroup(GroupId group, long nowNanos) {
        return groups.admit(group, nowNanos);
    }

    /// Returns the session's rates, for one request.
    public Rates of(SessionId session, long nowNanos) {
        return ofAsker(session, nowNanos);
    }

    /// Returns the rates of an address from which somebody without a session asks, for one request.
    public Rates of(String address, long nowNanos) {
        return ofAsker(address, nowNanos);
    }

    private Rates ofAsker(Object asker, long nowNanos) {
        Rates rates = byAsker.computeIfAbsent(asker, _ -> new Rates(config, nowNanos));
        long purged = purgedNanos.get();
        if (nowNanos - purged > PURGE_NANOS && byAsker.size() > KEPT_MIN
                && purgedNanos.compareAndSet(purged, nowNanos)) {
            // There may be very many: not on the thread that asks.
            Thread.ofVirtual().name("rates").start(() ->
                    byAsker.values().removeIf(idle -> idle.isFull(nowNanos)));
        }
        return rates;
    }

    /// Returns rates for somebody who is not logged in yet.
    Rates fresh(long nowNanos) {
        return new Rates(config, nowNanos);
    }
}
