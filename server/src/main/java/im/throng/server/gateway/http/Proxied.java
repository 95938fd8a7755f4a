package im.throng.server.gateway.http;

import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.Networks;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whose requests come by one connection, as far as a trusted proxy says so in their heads.
///
/// It is the peer who must be trusted: whoever opened the connection, or for whom the PROXY
/// protocol says it was opened. A proxy that passes on bytes by that protocol passes on any header,
/// too.
///
/// Threading: confined to the connection's event loop.
final class Proxied {

    private static final String FORWARDED_FOR = "x-forwarded-for";
    private static final String FORWARDED_PROTO = "x-forwarded-proto";
    /// What proxies add to a request.
    private static final List<String> SIGNS = List.of(FORWARDED_FOR, FORWARDED_PROTO,
            "x-forwarded-host", "x-real-ip", "forwarded", "via");
    /// Some proxies write the port, too.
    private static final Pattern WITH_PORT =
            Pattern.compile("([0-9.]+):[0-9]+|\\[([0-9A-Fa-f:.]+)](?::[0-9]+)?");

    private final Proxies proxies;
    private final ClientConnection connection;
    private final String peer;
    private final boolean isTrusted;

    Proxied(Proxies proxies, ClientConnection connection) {
        this.proxies = proxies;
        this.connection = connection;
        this.peer = connection.address();
        this.isTrusted = proxies.contains(peer);
    }

    /// Takes the peer's word on whose request it is, if it is one's that is trusted. Without a word
    /// the request is the peer's own, whoever's the one before was.
    ///
    /// @param byTls whether the connection is by TLS
    Arrival arrived(HttpHeaders headers, boolean byTls) {
        String client = isTrusted ? client(headers.getAll(FORWARDED_FOR)) : null;
        String address = client == null ? peer : client;
        if (!address.equals(connection.address())) {
            connection.reported(address);
        }
        boolean isUnnamed = client == null && SIGNS.stream().anyMatch(headers::contains);
        if (isUnnamed) {
            proxies.unnamed(peer);
        }
        return new Arrival(byTls || (isTrusted
                && "https".equalsIgnoreCase(headers.get(FORWARDED_PROTO, ""))), isUnnamed);
    }

    /// Returns the last address that is no proxy's of ours: what stands before it anybody may have
    /// written. Where all are, it is the peer; null if the last that counts is no address.
    private @Nullable String client(List<String> lines) {
        List<String> chain = new ArrayList<>();
        lines.forEach(line -> Arrays.stream(line.split(",")).map(String::strip)
                .forEach(chain::add));
        for (String written : chain.reversed()) {
            String address = Networks.canonical(withoutPort(written));
            if (address == null || !proxies.contains(address)) {
                return address;
            }
        }
        return chain.isEmpty() ? null : peer;
    }

    private static String withoutPort(String written) {
        Matcher matcher = WITH_PORT.matcher(written);
        if (!matcher.matches()) {
            return written;
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }
}
