package im.throng.terminal.screen;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A terminal that can do nothing but lines (`TERM=dumb`, the shell inside an editor): it edits the
/// line itself, so what arrives meanwhile comes between what is typed, and nothing is redrawn.
///
/// Threading: printing is guarded by itself; reading is confined to one thread.
public final class BareScreen implements Screen {

    private static final String PROMPT = "> ";

    private final PlainScreen lines;
    private final OutputStream out;
    private final Console console;

    /// Creates one that reads and writes these streams, and reads secrets from the console.
    public BareScreen(InputStream in, OutputStream out, Console console) {
        this.lines = new PlainScreen(in, out);
        this.out = out;
        this.console = console;
    }

    @Override
    public void print(Tone tone, String text) {
        lines.print(tone, text);
    }

    @Override
    public @Nullable String readLine(String prompt) {
        ask(prompt);
        return lines.readLine(prompt);
    }

    @Override
    public @Nullable String readAnswer() {
        ask(PROMPT);
        return lines.readAnswer();
    }

    @Override
    public @Nullable String readSecret() {
        ask(PROMPT);
        char[] secret = console.readPassword();
        return secret == null ? null : new String(secret);
    }

    @Override
    public void ring() {
        // A terminal that can do so little need not know the bell either.
    }

    @Override
    public boolean isInteractive() {
        return true;
    }

    @Override
    public void close() {
        lines.close();
    }

    private void ask(String prompt) {
        try {
            out.write(prompt.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException gone) {
            return; // Reading will find out.
        }
    }
}
