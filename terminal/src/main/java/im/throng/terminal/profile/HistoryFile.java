package im.throng.terminal.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lines typed with one profile, for the arrow keys; a file of its owner alone.
///
/// It is given only lines typed at the prompt of menus and conversations, never the answers to
/// questions, so a password comes here only if somebody types one where none is asked for: what
/// follows `/password` on its line is kept neither here nor in memory. A file that cannot be
/// written costs the convenience, nothing else.
///
/// Threading: guarded by itself.
public final class HistoryFile {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryFile.class);
    private static final int LINES_MAX = 1_000;
    private static final int LINE_CHARS_MAX = 2_000;

    private final Path folder;
    private final String name;
    private final Path file;

    /// Names the file; it is made when there is something to keep.
    public HistoryFile(Path data, String profile) {
        folder = data.resolve("history");
        name = profile + ".txt";
        file = folder.resolve(name);
    }

    /// Returns what was typed earlier, the oldest first.
    public synchronized List<String> lines() {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            List<String> all = Files.readAllLines(file);
            if (all.size() <= LINES_MAX) {
                return all;
            }
            List<String> newest = all.subList(all.size() - LINES_MAX, all.size());
            OwnerOnly.replace(folder, name, String.join("\n", newest) + "\n");
            return List.copyOf(newest);
        } catch (IOException unreadable) {
            LOG.info("Cannot read {}", file, unreadable);
            return List.of();
        }
    }

    /// Keeps a line, if it is one that may be kept.
    ///
    /// @return whether it may be brought back by the arrow keys
    public synchronized boolean keep(String line) {
        if (line.isBlank() || mayHoldSecret(line)) {
            return false;
        }
        if (line.length() <= LINE_CHARS_MAX) {
            append(line.replace('\n', ' ').replace('\r', ' '));
        }
        return true;
    }

    private void append(String line) {
        try {
            OwnerOnly.folder(folder);
            if (!Files.exists(file)) {
                Files.createFile(file, OwnerOnly.file(folder));
            }
            Files.write(file, List.of(line), StandardOpenOption.APPEND);
        } catch (IOException notKept) {
            LOG.info("Cannot keep what was typed in {}", file, notKept);
        }
    }

    /// Tells whether something may follow a word that a password was meant to follow.
    private static boolean mayHoldSecret(String line) {
        String text = line.strip().toLowerCase(Locale.ROOT);
        return Set.of("/pass", "／pass", "/login", "/logon", "/register").stream()
                .anyMatch(text::startsWith) && text.contains(" ");
    }
}
