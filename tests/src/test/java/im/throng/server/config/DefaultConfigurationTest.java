package im.throng.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/// The commented file of `docs/` says what the program does when nothing is set.
class DefaultConfigurationTest {

    private static final Path FILE =
            Path.of(System.getProperty("throng.root", ".."), "docs", "throng.properties");

    @Test
    void theFileHoldsTheDefaults() {
        assertThat(ServerConfig.of(new Settings().file(FILE))).isEqualTo(ServerConfig.of(Map.of()));
    }

    @Test
    void theFileHasEveryKeyAndNoOther() throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(FILE)) {
            properties.load(reader);
        }

        assertThat(properties.stringPropertyNames()).isEqualTo(ServerConfig.keys());
    }

    @Test
    void theFileSaysNothingTwice() throws IOException {
        // Of a key that stands twice the last would win, and the first would mislead.
        assertThat(Files.readAllLines(FILE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('='))))
                .doesNotHaveDuplicates()
                .hasSameSizeAs(ServerConfig.keys());
    }
}
