package im.throng.terminal.screen;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where lines go and come from.
///
/// Threading: any thread may print; one thread reads.
public interface Screen extends AutoCloseable {

    /// Shows a text of one or more lines, above what is being typed.
    void print(Tone tone, String text);

    /// Shows a text in the plain tone.
    default void print(String text) {
        print(Tone.PLAIN, text);
    }

    /// Reads a line that is a command or a text: Tab completes it, and the arrow keys may bring it
    /// back later. Null when there will be no more: end of input, Ctrl-D or Ctrl-C.
    ///
    /// @param prompt stands before what is typed
    @Nullable String readLine(String prompt);

    /// Reads such a line that was begun before, where that can be.
    ///
    /// @param begun what was typed of it already; empty for nothing
    default @Nullable String readLine(String prompt, String begun) {
        return readLine(prompt);
    }

    /// Returns what was half typed and put aside when the last line was read; empty if nothing was
    /// or where a line that was begun cannot be shown again.
    default Optional<String> setAside() {
        return Optional.empty();
    }

    /// Returns what was typed until now of the line that is being read, without half a command;
    /// empty if none is being read, or where only whole lines are seen. Any thread may ask.
    default Optional<String> halfTyped() {
        return Optional.empty();
    }

    /// Changes what stands before the line being typed, which stays as it is. Any thread may.
    default void prompt(String prompt) {
        // A screen that redraws nothing shows it with the next line.
    }

    /// Sets who is told what was typed so far of a line that is a command or a text, at each key,
    /// on the reading thread.
    default void whileTyping(Consumer<String> told) {
        // A screen that sees whole lines sees no keys.
    }

    /// Reads the answer to a question, which nothing remembers; null when there will be no more.
    @Nullable String readAnswer();

    /// Reads a line that nobody sees and nothing remembers; null when there will be no more.
    @Nullable String readSecret();

    /// Lets the user edit a text in an editor of their own, which has the screen for itself; empty
    /// where that cannot be, or if the editor says that it failed.
    default Optional<String> edit(String text) {
        return Optional.empty();
    }

    /// Rings the bell, if there is one.
    void ring();

    /// Sets the title of the window, where there is one. Any thread may.
    default void title(String title) {
        // A screen of lines has none.
    }

    /// Sets how the user is notified, where the terminal can do so.
    default void notifyBy(Notify kind) {
        // A screen of lines cannot.
    }

    /// Notifies the user who looks elsewhere, if that was asked for. Any thread may.
    ///
    /// @param about who or what it is about
    default void call(String about, String text) {
        // A screen of lines cannot.
    }

    /// Tells whether somebody sits at it, who sees what is typed and may mistype.
    boolean isInteractive();

    /// Leaves the terminal as it was.
    @Override
    void close();
}
