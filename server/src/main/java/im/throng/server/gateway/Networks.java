package im.throng.server.gateway;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/// A list of addresses and networks: `192.0.2.7`, `10.0.0.0/8`, `::1`.
///
/// Threading: immutable.
public final class Networks {

    private static final int BITS_PER_BYTE = 8;

    private final List<IpSubnetFilterRule> networks;

    /// Reads addresses and networks.
    ///
    /// @throws IllegalArgumentException with the item that is neither
    public Networks(List<String> items) {
        this.networks = items.stream().map(Networks::network).toList();
    }

    /// Refuses what is no list of addresses and networks.
    ///
    /// @throws IllegalArgumentException with the item that is neither
    public static void check(List<String> items) {
        items.forEach(Networks::network);
    }

    /// Tells whether a peer's address is in one of them.
    public boolean contains(SocketAddress peer) {
        return peer instanceof InetSocketAddress inet
                && networks.stream().anyMatch(network -> network.matches(inet));
    }

    /// Tells whether an address, written in digits, is in one of them.
    public boolean contains(String address) {
        return !networks.isEmpty() && isNumeric(address)
                && contains(new InetSocketAddress(address, 0));
    }

    /// Tells whether it is an address in digits, or looks like one: no name, so that none is ever
    /// asked of the network.
    public static boolean isNumeric(String address) {
        return address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    }

    private static IpSubnetFilterRule network(String item) {
        int slash = item.indexOf('/');
        String address = slash < 0 ? item : item.substring(0, slash);
        try {
            if (!isNumeric(address)) {
                throw new IllegalArgumentException(item + " is no address or network");
            }
            InetAddress parsed = InetAddress.getByName(address);
            int bits = slash < 0 ? parsed.getAddress().length * BITS_PER_BYTE
                    : Integer.parseInt(item.substring(slash + 1));
            return new IpSubnetFilterRule(parsed, bits, IpFilterRuleType.ACCEPT);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException(item + " is no address or network", e);
        }
    }
}
