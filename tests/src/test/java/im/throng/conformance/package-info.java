/// Holds the server to the wire protocol: each test names the rule of the contract it checks and
/// speaks raw bytes over a socket, so that no code of the server's own can hide a mistake.
///
/// May use: the server's start, a JSON reader. Must not know: the codecs, the framing, anything
/// inside the server.
@NullMarked
package im.throng.conformance;

import org.jspecify.annotations.NullMarked;
