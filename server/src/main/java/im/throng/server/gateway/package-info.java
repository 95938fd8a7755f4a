/// What all doors share: connections, their outbound side, their mailboxes, deadlines, limits.
///
/// May use: `session`, the protocol, Netty.
/// Must not know: features, storage.
@NullMarked
package im.throng.server.gateway;

import org.jspecify.annotations.NullMarked;
