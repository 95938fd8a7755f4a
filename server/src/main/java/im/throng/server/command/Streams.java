package im.throng.server.command;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/// What a command reads from and writes to.
///
/// @param console the terminal; null if in or out is none
public record Streams(InputStream in, PrintStream out, PrintStream err,
                      @Nullable Console console) {
}
