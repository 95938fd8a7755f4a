/// Groups: what they are, who is in them, and who may do what.
///
/// May use: the protocol, `session`, `delivery`, `account`.
/// Must not know: Netty, JDBC, JSON, the gateway, storage, `chat`.
@NullMarked
package im.throng.server.group;

import org.jspecify.annotations.NullMarked;
