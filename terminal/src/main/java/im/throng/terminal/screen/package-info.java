/// What is shown and how it is typed: lines in two languages, on a terminal or as plain text.
///
/// May use: `client` for what went wrong, `protocol`, JLine. Must not know: menus, commands.
@NullMarked
package im.throng.terminal.screen;

import org.jspecify.annotations.NullMarked;
