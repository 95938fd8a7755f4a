/// Measures a server from outside, as its users meet it: `./throng bench`.
///
/// May use: its own subpackages, picocli. Must not know: the server, the client library.
@NullMarked
package im.throng.bench;

import org.jspecify.annotations.NullMarked;
