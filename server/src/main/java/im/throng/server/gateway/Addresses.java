package im.throng.server.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many connections each address has, so that nobody takes everybody's place
/// (`limits.connections-per-address`).
///
/// A connection from a trusted proxy counts for the address that the proxy reports, and for none
/// until then. There are as many counts as addresses that are connected.
///
/// Threading: any thread.
public final class Addresses {

    /// The address of those whose address nobody knows.
    public static final String UNKNOWN = "unknown";

    private static final Logger log = LoggerFactory.getLogger(Addresses.class);
    private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final int max;
    private final Networks free;
    private final LongSupplier nanoTime;
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong toldNanos;

    /// Creates the counts of nobody.
    ///
    /// @param nanoTime as [System#nanoTime]
    public Addresses(GatewayConfig config, LongSupplier nanoTime) {
        this.max = config.crowd().perAddress();
        List<String> networks = new ArrayList<>(config.crowd().exempt());
        networks.addAll(config.trustedProxies());
        this.free = new Networks(networks);
        this.nanoTime = nanoTime;
        this.toldNanos = new AtomicLong(nanoTime.getAsLong() - TELL_NANOS);
    }

    /// Counts a connection; it counts until it leaves, whatever the answer.
    ///
    /// @return whether the address may have it
    boolean enter(String address) {
        if (isFree(address) || counts.merge(address, 1, Integer::sum) <= max) {
            return true;
        }
        refused.incrementAndGet();
        tell(address);
        return false;
    }

    /// Counts a connection no more.
    void leave(String address) {
        if (!isFree(address)) {
            counts.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /// Returns how many addresses are counted.
    int size() {
        return counts.size();
    }

    private boolean isFree(String address) {
        return max == 0 || free.contains(address);
    }

    /// Whoever connects again and again must not fill the log.
    private void tell(String address) {
        long now = nanoTime.getAsLong();
        long told = toldNanos.get();
        if (now - told >= TELL_NANOS && toldNanos.compareAndSet(told, now)) {
            log.warn("refused {} connections of addresses with more than {}, the last one from {}",
                    refused.getAndSet(0), max, address);
        }
    }
}
