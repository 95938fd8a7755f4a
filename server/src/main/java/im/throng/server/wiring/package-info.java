/// The composition root: configuration in, running server out.
///
/// May use: everything.
/// Must not know: nothing; in turn only `Main` and the commands know it.
@NullMarked
package im.throng.server.wiring;

import org.jspecify.annotations.NullMarked;
