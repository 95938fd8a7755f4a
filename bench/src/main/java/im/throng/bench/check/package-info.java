/// What clients saw of a server, and whether a server that keeps its promises can have shown it.
///
/// May use: nothing but the JDK. Must not know: the protocol, connections, how it all came about.
@NullMarked
package im.throng.bench.check;

import org.jspecify.annotations.NullMarked;
