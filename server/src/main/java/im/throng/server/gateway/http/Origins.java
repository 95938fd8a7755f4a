package im.throng.server.gateway.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Whose pages may use the server from a browser: its own, and those on a list. A browser tells the
/// origin of a page wherever it matters; who is no browser need not.
///
/// Threading: immutable.
final class Origins {

    private final Set<String> allowed;

    Origins(List<String> allowed) {
        this.allowed = allowed.stream().map(origin -> origin.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Tells whether a request may come from where it says it does.
    boolean allow(HttpHeaders headers) {
        List<String> origins = headers.getAll(HttpHeaderNames.ORIGIN);
        if (origins.isEmpty()) {
            return true;
        }
        String origin = origins.getFirst().toLowerCase(Locale.ROOT);
        if (origins.size() > 1) {
            return false;
        }
        if (allowed.contains(origin)) {
            return true;
        }
        int scheme = origin.indexOf("://");
        String host = headers.get(HttpHeaderNames.HOST, "").toLowerCase(Locale.ROOT);
        return scheme > 0 && !host.isEmpty() && origin.substring(scheme + 3).equals(host);
    }
}
