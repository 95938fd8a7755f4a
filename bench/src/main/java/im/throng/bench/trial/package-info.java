/// A server is talked to and killed, again and again, and what its clients saw is written down.
///
/// May use: `bench.load`, `bench.check`, the protocol. Must not know: options, how a history is
/// judged, the client library: a mistake there must not hide one of the server.
@NullMarked
package im.throng.bench.trial;

import org.jspecify.annotations.NullMarked;
