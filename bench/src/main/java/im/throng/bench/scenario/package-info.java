/// What is done to a server, and what is counted.
///
/// May use: `bench.load`, `bench.probe`, `bench.report`, the protocol, HdrHistogram. Must not know:
/// options, Netty.
@NullMarked
package im.throng.bench.scenario;

import org.jspecify.annotations.NullMarked;
