/// Which user is on which connection of this node, and the port to a connection.
///
/// May use: the protocol.
/// Must not know: everything above it.
@NullMarked
package im.throng.server.session;

import org.jspecify.annotations.NullMarked;
