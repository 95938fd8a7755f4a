/// Accounts and their sessions: registration, passwords, tokens, who is who.
///
/// May use: the protocol, `session`, `delivery`.
/// Must not know: Netty, JDBC, JSON, the gateway, storage.
@NullMarked
package im.throng.server.account;

import org.jspecify.annotations.NullMarked;
