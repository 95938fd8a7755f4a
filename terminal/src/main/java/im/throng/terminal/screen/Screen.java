package im.throng.terminal.screen;

import org.jspecify.annotations.Nullable;

/// Where lines go and come from.
///
/// Threading: any thread may print; one thread reads.
public interface Screen extends AutoCloseable {

    /// Shows a text of one or more lines, above what is being typed.
    void print(String text);

    /// Reads a line; null when there will be no more: end of input, Ctrl-D or Ctrl-C.
    ///
    /// @param remembered whether the arrow keys may bring it back later
    @Nullable String read(boolean remembered);

    /// Reads a line that nobody sees and nothing remembers; null when there will be no more.
    @Nullable String readSecret();

    /// Tells whether somebody sits at it, who sees what is typed and may mistype.
    boolean isInteractive();

    /// Leaves the terminal as it was.
    @Override
    void close();
}
