/// The terminal programs: `chat` with two menus, typed commands and one line for each thing that
/// happens; `send` and `tail` for scripts.
///
/// `Main` starts one of them. `ChatCommand` puts the parts together, `MainController` runs the
/// menus and the conversation, `CommandController` hands each command to the controller of its
/// concern, which calls the client library. What happens by itself comes from the client's
/// listening thread and goes straight to the screen.
///
/// May use: its own subpackages, `client`, `protocol` with its codec (for `tail --json`), picocli.
/// Must not know: the server, Netty, JLine.
@NullMarked
package im.throng.terminal;

import org.jspecify.annotations.NullMarked;
