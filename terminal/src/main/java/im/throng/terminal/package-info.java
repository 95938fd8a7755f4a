/// The terminal client: menus and typed commands in, lines of text out.
@NullMarked
package im.throng.terminal;

import org.jspecify.annotations.NullMarked;
