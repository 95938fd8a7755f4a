/// The terminal client: two menus, some typed commands, and one line for each thing that happens.
///
/// `Main` reads the options and puts the parts together, `MainController` runs the menus and hands
/// each command to the controller of its concern, which calls the client library. What happens by
/// itself comes from the client's listening thread and goes straight to the screen.
///
/// May use: its own subpackages, `client`, `protocol`, picocli. Must not know: the server, Netty,
/// JLine.
@NullMarked
package im.throng.terminal;

import org.jspecify.annotations.NullMarked;
