package im.throng.client.transport;

import java.time.Duration;

/// Where the server is, and how long to wait for it.
///
/// @param connectTimeout for a TCP connection to be made
/// @param loginTimeout   for the answer to an automatic resume
/// @param pingTimeout    for the answer to a heartbeat; then the connection is given up
public record LinkSettings(String host, int port, Duration connectTimeout, Duration loginTimeout,
                           Duration pingTimeout, Backoff backoff) {
}
