/// What is said on the wire: requests, replies and pushes as sealed records, with their ids.
///
/// May use: the JDK. Must not know: JSON, Netty, or anything else of this project but
/// `protocol.error`.
@NullMarked
package im.throng.protocol.message;

import org.jspecify.annotations.NullMarked;
