package im.throng.server.gateway;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /// Tells whether an address, written in digits, is in one of them; what is no address is not.
    public boolean contains(String address) {
        InetAddress parsed = networks.isEmpty() ? null : parse(address);
        return parsed != null && contains(new InetSocketAddress(parsed, 0));
    }

    /// Returns an address, written in digits, in the one form in which addresses are compared and
    /// shown; null if it is none. Nothing is ever asked of the network.
    public static @Nullable String canonical(String address) {
        InetAddress parsed = parse(address);
        return parsed == null ? null : text(parsed);
    }

    /// Returns an address in the one form in which addresses are compared and shown (RFC 5952).
    public static String text(InetAddress address) {
        return NetUtil.toAddressString(address);
    }

    /// The JDK would ask for the name that it takes `1.2.3.4.5` for.
    private static @Nullable InetAddress parse(String digits) {
        if (digits.indexOf('%') >= 0
                || !(NetUtil.isValidIpV4Address(digits) || NetUtil.isValidIpV6Address(digits))) {
            return null;
        }
        try {
            return InetAddress.getByAddress(
                    NetUtil.createByteArrayFromIpAddressString(digits));
        } catch (UnknownHostException ofNoLength) {
            throw new IllegalStateException(digits, ofNoLength);
        }
    }

    private static IpSubnetFilterRule network(String item) {
        int slash = item.indexOf('/');
        InetAddress parsed = parse(slash < 0 ? item : item.substring(0, slash));
        if (parsed == null) {
            throw new IllegalArgumentException(item + " is no address or network");
        }
        try {
            int bits = slash < 0 ? parsed.getAddress().length * BITS_PER_BYTE
                    : Integer.parseInt(item.substring(slash + 1));
            return new IpSubnetFilterRule(parsed, bits, IpFilterRuleType.ACCEPT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(item + " is no address or network", e);
        }
    }
}
