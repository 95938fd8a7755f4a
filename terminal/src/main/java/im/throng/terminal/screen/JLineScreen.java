package im.throng.terminal.screen;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/// A terminal with a line being typed at the bottom, above which everything else appears.
///
/// Threading: JLine guards its own display.
public final class JLineScreen implements Screen {

    private static final String PROMPT = "> ";
    // Held here, for a logger that nobody holds forgets its level.
    private static final Logger JLINE_LOG = Logger.getLogger("org.jline");

    private final Terminal terminal;
    private final LineReader reader;

    private JLineScreen(Terminal terminal) {
        this.terminal = terminal;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                // A message is taken as it is typed: no quoting, no escapes, no "!" history.
                .parser(new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, false)
                .build();
    }

    /// Opens the terminal that the process was started in.
    ///
    /// @throws IOException if there is none
    public static JLineScreen open() throws IOException {
        JLINE_LOG.setLevel(Level.OFF);
        return new JLineScreen(TerminalBuilder.builder().system(true).dumb(true).build());
    }

    @Override
    public void print(String text) {
        reader.printAbove(text);
    }

    @Override
    public @Nullable String read(boolean remembered) {
        return readLine(null, remembered);
    }

    @Override
    public @Nullable String readSecret() {
        return readLine('\0', false);
    }

    @Override
    public boolean isInteractive() {
        return true;
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException alreadyGone) {
            JLINE_LOG.log(Level.FINE, "The terminal is gone", alreadyGone);
        }
    }

    private @Nullable String readLine(@Nullable Character mask, boolean remembered) {
        reader.setVariable(LineReader.DISABLE_HISTORY, !remembered);
        try {
            return reader.readLine(PROMPT, mask);
        } catch (UserInterruptException | EndOfFileException leaving) {
            return null;
        }
    }
}
