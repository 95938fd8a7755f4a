/// What an operator may set: file, environment and arguments in, one tree of records out.
///
/// May use: the configuration records of the subsystems.
/// Must not know: how they are used.
@NullMarked
package im.throng.server.config;

import org.jspecify.annotations.NullMarked;
