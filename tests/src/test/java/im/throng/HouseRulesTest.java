package im.throng;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Rules about the text of the sources that no compiler checks.
class HouseRulesTest {

    private static final Path ROOT = Path.of(System.getProperty("throng.root", ".."));
    private static final Set<String> NOT_OURS = Set.of("target", "dist", "data", "node_modules");
    private static final Set<String> TEXT = Set.of(
            "java", "md", "xml", "html", "css", "js", "sql", "properties", "conf", "yaml", "yml");

    // Written in halves, so that this file does not break its own rules.
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(FIX" + "ME|TO" + "DO)\\b");
    private static final Pattern SLEEPING = Pattern.compile("\\.sle" + "ep\\(");

    @Test
    void noMarkerOfUnfinishedWorkIsLeft() throws IOException {
        assertThat(linesWith(LEFT_OVER, TEXT)).isEmpty();
    }

    @Test
    void nothingWaitsBySleeping() throws IOException {
        assertThat(linesWith(SLEEPING, Set.of("java"))).isEmpty();
    }

    private static List<String> linesWith(Pattern forbidden, Set<String> extensions)
            throws IOException {
        var found = new ArrayList<String>();
        for (var file : sources(extensions)) {
            var lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (forbidden.matcher(lines.get(i)).find()) {
                    found.add(ROOT.relativize(file) + ":" + (i + 1) + ": " + lines.get(i).strip());
                }
            }
        }
        return found;
    }

    private static List<Path> sources(Set<String> extensions) throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes ignored) {
                var name = folder.getFileName().toString();
                var skipped = name.startsWith(".") || NOT_OURS.contains(name);
                return skipped && !folder.equals(ROOT)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes ignored) {
                var name = file.getFileName().toString();
                if (extensions.contains(name.substring(name.lastIndexOf('.') + 1))) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
