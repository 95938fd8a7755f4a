/// What each dialect does with a connection's frames, replies and pushes.
///
/// May use: `gateway`, `dispatch`, `session`, the protocol.
/// Must not know: features, storage.
@NullMarked
package im.throng.server.gateway.dialect;

import org.jspecify.annotations.NullMarked;
