package im.throng.client.transport;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where the server is, and how long to wait for it.
///
/// @param tls            null for none
/// @param connectTimeout for a TCP connection to be made, and again for its TLS
/// @param loginTimeout   for the answer to an automatic resume
/// @param pingTimeout    for the answer to a heartbeat; then the connection is given up
public record LinkSettings(String host, int port, @Nullable ClientTls tls,
                           Duration connectTimeout, Duration loginTimeout,
                           Duration pingTimeout, Backoff backoff) {
}
