/// The protocol of Redis (RESP 2 and 3), as far as a subscriber and a publisher need it.
///
/// May use: Netty's buffers. Must not know: what is measured.
@NullMarked
package im.throng.bench.resp;

import org.jspecify.annotations.NullMarked;
