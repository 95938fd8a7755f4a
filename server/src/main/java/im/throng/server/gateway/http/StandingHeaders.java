package im.throng.server.gateway.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What every answer says beside what was asked: what a page of ours may do in a browser, which is
/// nothing but talk to us.
///
/// Threading: immutable.
final class StandingHeaders {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]+)?"
            + "|\\[[0-9A-Fa-f:.]+](:[0-9]+)?");
    private static final String POLICY = "default-src 'none'; script-src 'self'; "
            + "style-src 'self'; img-src 'self' data: blob:; connect-src 'self'%s; "
            + "font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'";
    private static final String POLICY_PLAIN = POLICY.formatted("");
    private static final DateTimeFormatter DATE = DateTimeFormatter
            .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String PERMISSIONS = "camera=(), display-capture=(), geolocation=(), "
            + "microphone=(), payment=(), usb=()";

    private final InstantSource clock;
    private final @Nullable String transport;

    /// Creates them.
    ///
    /// @param hstsSeconds for how long a browser that came by TLS comes by nothing else; 0 says
    ///                    nothing about that
    StandingHeaders(InstantSource clock, int hstsSeconds) {
        this.clock = clock;
        this.transport = hstsSeconds == 0 ? null : "max-age=" + hstsSeconds;
    }

    /// Adds them.
    ///
    /// @param host   the request's, for those browsers to which `'self'` is no WebSocket
    /// @param secure whether the request came by TLS
    void addTo(HttpHeaders headers, String host, boolean secure) {
        headers.set(HttpHeaderNames.DATE, DATE.format(clock.instant()))
                .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, policy(host, secure))
                .set("x-content-type-options", "nosniff")
                .set("referrer-policy", "no-referrer")
                .set("cross-origin-opener-policy", "same-origin")
                .set("cross-origin-resource-policy", "same-origin")
                .set("permissions-policy", PERMISSIONS);
        if (secure && transport != null) {
            headers.set("strict-transport-security", transport);
        }
    }

    private static String policy(String host, boolean secure) {
        if (!HOST.matcher(host).matches()) {
            return POLICY_PLAIN;
        }
        return POLICY.formatted(secure ? " wss://" + host : " ws://" + host + " wss://" + host);
    }
}
