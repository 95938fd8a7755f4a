/// The HTTP door: the web client's files, probes, the API, and the way to WebSocket.
///
/// May use: `gateway`, `gateway.websocket`, `dispatch`, `session`, the protocol, Netty.
/// Must not know: features, storage.
@NullMarked
package im.throng.server.gateway.http;

import org.jspecify.annotations.NullMarked;
