/// TLS on the server's port: certificates and their renewal, handshakes and their bounds.
///
/// May use: `telemetry`, Netty, Bouncy Castle for a certificate that signs itself.
/// Must not know: what is said inside.
@NullMarked
package im.throng.server.gateway.tls;

import org.jspecify.annotations.NullMarked;
