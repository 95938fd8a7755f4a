/// The entrance of the server program: read the arguments, build, start, wait, stop.
///
/// May use: `server.config`, `server.storage` for what can go wrong, `server.wiring`.
/// Must not know: how anything in between works.
@NullMarked
package im.throng.server;

import org.jspecify.annotations.NullMarked;
