/// A typed line as a command.
///
/// May use: `protocol.message`, the JDK. Must not know: the screen, the client.
@NullMarked
package im.throng.terminal.command;

import org.jspecify.annotations.NullMarked;
