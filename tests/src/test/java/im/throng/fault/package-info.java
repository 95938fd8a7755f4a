/// Breaks things on purpose, a process, a connection, a frame, a folder, and looks whether the
/// server keeps what it promised.
///
/// May use: the raw connections of the conformance tests, the server as a child process. Must not
/// know: anything inside the server.
@NullMarked
package im.throng.fault;

import org.jspecify.annotations.NullMarked;
