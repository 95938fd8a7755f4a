/// Audiences to connections: takes what was decided to every connection that should hear it.
///
/// May use: `session`, the protocol.
/// Must not know: features, the gateway.
@NullMarked
package im.throng.server.delivery;

import org.jspecify.annotations.NullMarked;
