/// The operator's commands on accounts: arguments in, calls of the account services, words out.
///
/// May use: the account services and the stores' interfaces, configuration, the composition root.
/// Must not know: Netty, JDBC, JSON, the gateway, how anything is stored.
@NullMarked
package im.throng.server.command;

import org.jspecify.annotations.NullMarked;
