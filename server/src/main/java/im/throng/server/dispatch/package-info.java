/// The main controller: hands each message to its feature's controller, turns refusals into
/// replies.
///
/// May use: feature controllers, `session`, the protocol.
/// Must not know: Netty, storage.
@NullMarked
package im.throng.server.dispatch;

import org.jspecify.annotations.NullMarked;
