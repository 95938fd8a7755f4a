/// The WebSocket door: a text message is an envelope (RFC 6455).
///
/// May use: `gateway`, `session`, the protocol, Netty.
/// Must not know: features, storage.
@NullMarked
package im.throng.server.gateway.websocket;

import org.jspecify.annotations.NullMarked;
