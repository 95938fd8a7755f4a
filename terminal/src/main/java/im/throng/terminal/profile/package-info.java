/// What the terminal client keeps between two runs: profiles, sessions, what was typed.
///
/// May use: `protocol`, the JDK. Must not know: the screen, commands, the client.
@NullMarked
package im.throng.terminal.profile;

import org.jspecify.annotations.NullMarked;
