/// The listening side: one thread for all callbacks, and the order of entries on their way to it.
///
/// May use: `client.request`, `protocol`, the JDK. Must not know: Netty, connections.
@NullMarked
package im.throng.client.listen;

import org.jspecify.annotations.NullMarked;
