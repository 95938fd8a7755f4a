package im.throng.server.storage.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// Where a Redis is and how to get in.
///
/// @param tls      whether the connection is encrypted
/// @param user     the user of its access list; empty for the default one
/// @param password empty if it asks for none
public record RedisAddress(boolean tls, String host, int port, int database, String user,
                           String password) {

    private static final int PORT_DEFAULT = 6379;
    private static final int PORT_MAX = 65_535;
    private static final String FORM = "redis://[[user]:password@]host[:port][/database]";

    /// Reads `redis://[[user]:password@]host[:port][/database]`, with `rediss` for TLS.
    ///
    /// @throws IllegalArgumentException if it is none; the words never hold the password
    public static RedisAddress parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            // The exception's own words hold the whole text.
            throw new IllegalArgumentException("must look like " + FORM + "; in a password every"
                    + " character but letters, digits and -._~ must be written as %XX");
        }
        boolean tls = "rediss".equals(uri.getScheme());
        if (!tls && !"redis".equals(uri.getScheme())) {
            throw new IllegalArgumentException("must begin with redis:// or, for TLS, rediss://");
        }
        String host = uri.getHost();
        if (host == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("must look like " + FORM);
        }
        int port = uri.getPort() == -1 ? PORT_DEFAULT : uri.getPort();
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("must have a port from 1 to " + PORT_MAX);
        }
        String[] credentials = credentials(uri.getRawUserInfo() == null
                ? ":" : uri.getRawUserInfo());
        return new RedisAddress(tls, host.replaceAll("[\\[\\]]", ""), port,
                database(uri.getRawPath()), credentials[0], credentials[1]);
    }

    @Override
    public String toString() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return (tls ? "rediss://" : "redis://") + shown + ":" + port + "/" + database;
    }

    private static int database(String path) {
        if (path.isEmpty() || path.equals("/")) {
            return 0;
        }
        try {
            int database = Integer.parseInt(path.substring(1));
            if (database >= 0) {
                return database;
            }
        } catch (NumberFormatException notANumber) {
            // It is told below, like a number below 0.
        }
        throw new IllegalArgumentException("must end with the number of a database, such as /0");
    }

    private static String[] credentials(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "must have a colon before the password: redis://:password@host");
        }
        return new String[] {decoded(text.substring(0, colon)),
                decoded(text.substring(colon + 1))};
    }

    private static String decoded(String text) {
        // Here a plus is itself; the decoder is one for forms.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
