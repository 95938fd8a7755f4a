/// Who is there, and who is told of it.
///
/// May use: the protocol, `session`, `delivery`, `account`.
/// Must not know: Netty, JDBC, JSON, the gateway, storage.
@NullMarked
package im.throng.server.presence;

import org.jspecify.annotations.NullMarked;
