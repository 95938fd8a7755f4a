package im.throng.server.gateway.tcp;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/// The proxies that are believed when they say who is behind them.
///
/// Threading: immutable.
public final class TrustedProxies {

    private static final int BITS_PER_BYTE = 8;

    private final List<IpSubnetFilterRule> networks;

    /// Reads addresses and networks.
    ///
    /// @throws IllegalArgumentException with the item that is neither
    TrustedProxies(List<String> items) {
        this.networks = items.stream().map(TrustedProxies::network).toList();
    }

    /// Refuses what is no list of addresses and networks.
    ///
    /// @throws IllegalArgumentException with the item that is neither
    public static void check(List<String> items) {
        items.forEach(TrustedProxies::network);
    }

    boolean contains(SocketAddress peer) {
        return peer instanceof InetSocketAddress inet
                && networks.stream().anyMatch(network -> network.matches(inet));
    }

    private static IpSubnetFilterRule network(String item) {
        int slash = item.indexOf('/');
        String address = slash < 0 ? item : item.substring(0, slash);
        try {
            if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
                throw new IllegalArgumentException(item + " is no address or network");
            }
            InetAddress parsed = InetAddress.getByName(address); // Digits alone: no name is asked.
            int bits = slash < 0 ? parsed.getAddress().length * BITS_PER_BYTE
                    : Integer.parseInt(item.substring(slash + 1));
            return new IpSubnetFilterRule(parsed, bits, IpFilterRuleType.ACCEPT);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException(item + " is no address or network", e);
        }
    }
}
