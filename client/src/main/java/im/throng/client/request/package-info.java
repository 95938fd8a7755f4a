/// Requests that wait for their replies, paired by id.
///
/// May use: `protocol`, the JDK. Must not know: Netty, connections, listeners.
@NullMarked
package im.throng.client.request;

import org.jspecify.annotations.NullMarked;
