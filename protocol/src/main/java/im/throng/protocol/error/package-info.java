/// The codes that refuse a request or end a connection, each with its meaning.
///
/// May use: the JDK. Must not know: JSON, Netty, or anything else of this project.
@NullMarked
package im.throng.protocol.error;

import org.jspecify.annotations.NullMarked;
