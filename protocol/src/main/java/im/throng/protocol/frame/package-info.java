/// The length prefix: cutting a stream of bytes into frames, and framing a payload.
///
/// ```
///   4 bytes, unsigned, big-endian   N bytes
///  +------------------------------+-------------------------+
///  | N                            | UTF-8 JSON, one object  |
///  +------------------------------+-------------------------+
/// ```
///
/// May use: Netty's buffers. Must not know: messages, JSON.
@NullMarked
package im.throng.protocol.frame;

import org.jspecify.annotations.NullMarked;
