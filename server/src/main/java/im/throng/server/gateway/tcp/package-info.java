/// The TCP door: one port, the first byte of a connection decides what is spoken.
///
/// May use: `gateway`, `session`, the protocol, Netty.
/// Must not know: features, storage.
@NullMarked
package im.throng.server.gateway.tcp;

import org.jspecify.annotations.NullMarked;
