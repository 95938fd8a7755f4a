/// Users in masses, and the server they meet.
///
/// May use: the protocol, `bench.probe`, `bench.resp`, Netty, HdrHistogram. Must not know:
/// scenarios.
@NullMarked
package im.throng.bench.load;

import org.jspecify.annotations.NullMarked;
