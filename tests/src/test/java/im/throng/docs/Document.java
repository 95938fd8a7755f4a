package im.throng.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A Markdown document of the project, with its JSON samples and tables.
///
/// A sample is a fenced block of `json`; the line above it tells what it is and ends in a colon.
public final class Document {

    private static final Path ROOT = Path.of(System.getProperty("throng.root", ".."));
    private static final String FENCE = "```";

    private final List<String> lines;

    private Document(List<String> lines) {
        this.lines = lines;
    }

    /// Reads a document by its path from the project's root.
    public static Document read(String path) throws IOException {
        return new Document(Files.readAllLines(ROOT.resolve(path)));
    }

    /// Returns the whole text.
    public String text() {
        return String.join("\n", lines);
    }

    /// Returns the JSON samples in their order.
    List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals(FENCE + "json")) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(FENCE);
                samples.add(new Sample(i + 1, marker(i),
                        String.join("\n", lines.subList(i + 1, end))));
            }
        }
        return samples;
    }

    /// Returns the rows of the one table whose header begins with these cells.
    public List<List<String>> table(String... header) {
        List<String> first = List.of(header);
        for (int i = 0; i < lines.size(); i++) {
            List<String> cells = cells(lines.get(i));
            if (cells.size() >= first.size() && cells.subList(0, first.size()).equals(first)) {
                return lines.stream().skip(i + 2L).takeWhile(line -> line.startsWith("|"))
                        .map(Document::cells).toList();
            }
        }
        throw new AssertionError("there is no table that begins with " + first);
    }

    private String marker(int fence) {
        for (int i = fence - 1; i >= 0; i--) {
            if (!lines.get(i).isBlank()) {
                return lines.get(i);
            }
        }
        return "";
    }

    private static List<String> cells(String line) {
        if (!line.startsWith("|")) {
            return List.of();
        }
        return Stream.of(line.substring(1).split("\\|")).map(String::strip).toList();
    }

    /// One block of JSON.
    ///
    /// @param line   where it stands
    /// @param marker what the document says it is
    record Sample(int line, String marker, String json) {
        @Override
        public String toString() {
            return "line " + line + ", " + marker;
        }
    }
}
