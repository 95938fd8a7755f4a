package im.throng.terminal.screen;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Plain lines of UTF-8, without prompts or escape codes: for scripts, pipes and screen readers.
///
/// Threading: printing is guarded by itself.
public final class PlainScreen implements Screen {

    private final BufferedReader in;
    private final PrintWriter out;

    /// Creates one that reads and writes these streams; neither is closed.
    public PlainScreen(InputStream in, OutputStream out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), false);
    }

    @Override
    public synchronized void print(Tone tone, String text) {
        text.lines().forEach(line -> out.print(line + "\n"));
        out.flush();
    }

    @Override
    public @Nullable String readLine(String prompt) {
        return readAnswer();
    }

    @Override
    public @Nullable String readAnswer() {
        try {
            return in.readLine();
        } catch (IOException unreadable) {
            return null; // Nothing more will come, which is all there is to know.
        }
    }

    @Override
    public @Nullable String readSecret() {
        return readAnswer();
    }

    @Override
    public void ring() {
        // A bell would be a control character among the lines.
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public synchronized void close() {
        out.flush();
    }
}
