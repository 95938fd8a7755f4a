/// Conversations: appending entries, reading history, lists, read marks, typing.
///
/// May use: the protocol, `session`, `delivery`, `account`, `group`.
/// Must not know: Netty, JDBC, JSON, the gateway, storage.
@NullMarked
package im.throng.server.chat;

import org.jspecify.annotations.NullMarked;
