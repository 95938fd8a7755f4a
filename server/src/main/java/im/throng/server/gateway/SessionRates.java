package im.throng.server.gateway;

import im.throng.protocol.message.SessionId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The rates of sessions: they outlive connections, so that coming back brings no new burst. A
/// session that has not asked for a while is as good as a new one and is forgotten.
///
/// Threading: any thread.
public final class SessionRates {

    private static final int KEPT_MIN = 1024;

    private final GatewayConfig.Rates config;
    private final Map<SessionId, Rates> bySession = new ConcurrentHashMap<>();
    private final TokenBucket all;
    private volatile int purgeAbove = KEPT_MIN;

    /// Creates the rates of nobody.
    ///
    /// @param nowNanos by [System#nanoTime]
    public SessionRates(GatewayConfig.Rates config, long nowNanos) {
        this.config = config;
        this.all = new TokenBucket(config.all(), config.allBurst(), nowNanos);
    }

    /// Takes a message to everybody, whoever says it. Returns 0, or the milliseconds until there
    /// may be one.
    public long admitToAll(long nowNanos) {
        synchronized (all) {
            return all.take(nowNanos);
        }
    }

    /// Returns the session's rates, for one request.
    Rates of(SessionId session, long nowNanos) {
        Rates rates = bySession.computeIfAbsent(session, _ -> new Rates(config, nowNanos));
        if (bySession.size() > purgeAbove) {
            bySession.values().removeIf(idle -> !idle.equals(rates) && idle.isFull(nowNanos));
            purgeAbove = Math.max(KEPT_MIN, 2 * bySession.size());
        }
        return rates;
    }

    /// Returns rates for somebody who is not logged in yet.
    Rates fresh(long nowNanos) {
        return new Rates(config, nowNanos);
    }
}
