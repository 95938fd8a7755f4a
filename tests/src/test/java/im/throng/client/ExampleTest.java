package im.throng.client;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.server.config.ServerConfig;
import im.throng.server.wiring.Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleTest {

    private static final Path ROOT = Path.of(System.getProperty("throng.root", ".."));
    private static final String MARGIN = "        ";

    @Test
    void theDocumentedExampleIsTheOneThatRuns() throws IOException {
        List<String> shown = Files.readAllLines(ROOT.resolve(
                "client/src/main/java/im/throng/client/ThrongClient.java")).stream()
                .dropWhile(line -> !line.equals("/// ```java")).skip(1)
                .takeWhile(line -> !line.equals("/// ```"))
                .map(line -> line.substring("/// ".length())).toList();
        String example = Files.readString(ROOT.resolve(
                "tests/src/test/java/im/throng/client/Example.java"));
        assertThat(shown).hasSizeGreaterThan(5);
        assertThat(example).contains(shown.stream()
                .map(line -> MARGIN + line).collect(Collectors.joining("\n")));
    }

    @Test
    void theExampleRuns(@TempDir Path data) throws IOException {
        PrintStream usual = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (Server server = Server.start(ServerConfig.of(Map.of("listen.port", "0",
                "data.directory", data.toString())))) {
            Example.run("127.0.0.1", server.port());
        } finally {
            System.setOut(usual);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("Ada: ").contains("hello, everybody");
    }
}
