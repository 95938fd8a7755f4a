package im.throng.terminal.screen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jline.terminal.Terminal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The editor that the user prefers, with the whole terminal for itself while it runs.
///
/// Threading: immutable; whoever edits waits for the end.
///
/// @param command what starts it, as the shell takes it; the file follows
record Editor(String command) {

    private static final Logger LOG = LoggerFactory.getLogger(Editor.class);

    /// Returns the one that the environment names.
    static Editor ofEnvironment() {
        return new Editor(Stream.of("VISUAL", "EDITOR").map(System::getenv)
                .filter(Objects::nonNull).filter(name -> !name.isBlank())
                .findFirst().orElse("vi"));
    }

    /// Lets the user edit a text; empty if that could not be, or the editor says it failed.
    Optional<String> edit(String text, Terminal terminal) {
        // What would end this program, too, is for the editor alone.
        Terminal.SignalHandler before =
                terminal.handle(Terminal.Signal.INT, Terminal.SignalHandler.SIG_IGN);
        try {
            // It is made readable by its owner alone.
            Path file = Files.createTempFile("throng", ".txt");
            try {
                Files.writeString(file, text);
                int exit = new ProcessBuilder("sh", "-c", command + " \"$1\"", "throng",
                        file.toString()).inheritIO().start().waitFor();
                return exit == 0 ? Optional.of(read(file)) : Optional.empty();
            } finally {
                Files.delete(file);
            }
        } catch (IOException unusable) {
            LOG.info("The editor cannot be used", unusable);
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
        }
    }

    private static String read(Path file) throws IOException {
        // An editor may write what is no UTF-8; that is shown, rather than lost.
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).stripTrailing();
    }
}
