/// What is done to a server, and what is counted.
///
/// May use: `bench.load`, `bench.report`, the protocol. Must not know: options.
@NullMarked
package im.throng.bench.scenario;

import org.jspecify.annotations.NullMarked;
