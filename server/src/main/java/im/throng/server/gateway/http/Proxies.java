package im.throng.server.gateway.http;

import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.GatewayConfig;
import im.throng.server.gateway.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whose word on the clients behind them counts (`listen.trusted-proxies`).
///
/// Threading: any thread.
final class Proxies {

    private static final Logger log = LoggerFactory.getLogger(Proxies.class);

    private final Networks listed;
    /// Whoever counts as one of these may do what others may not.
    private final Networks favoured;
    private final AtomicBoolean told = new AtomicBoolean();

    Proxies(GatewayConfig config) {
        this.listed = new Networks(config.trustedProxies());
        List<String> networks = new ArrayList<>(config.crowd().exempt());
        networks.addAll(config.web().metricsNetworks());
        this.favoured = new Networks(networks);
    }

    /// Returns whose requests will come by a connection that has just begun to speak HTTP.
    Proxied of(ClientConnection connection) {
        return new Proxied(this, connection);
    }

    /// Tells whether an address is a trusted proxy's.
    boolean contains(String address) {
        return listed.contains(address);
    }

    /// Learns that somebody passes on requests and is not believed, or does not say for whom. That
    /// is told once, and only of addresses that may more than others: any client may write what a
    /// proxy writes.
    void unnamed(String address) {
        if (favoured.contains(address) && told.compareAndSet(false, true)) {
            log.warn("{} passes on requests of others, but is not in listen.trusted-proxies or does"
                    + " not name them in X-Forwarded-For: they all count as {}, and may what it"
                    + " may", address, address);
        }
    }
}
