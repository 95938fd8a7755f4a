package im.throng.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.Test;

/// The screen with a terminal whose keys and picture are in memory.
class JLineScreenTest {

    private final List<String> remembered = new ArrayList<>();
    private final ByteArrayOutputStream picture = new ByteArrayOutputStream();

    @Test
    void answersAndSecretsAreNeitherRememberedNorShown() throws IOException {
        try (JLineScreen screen = screen("/who\rsecret1\r100\r\033[A\r", true)) {
            assertThat(screen.readLine("> ")).isEqualTo("/who");
            assertThat(screen.readSecret()).isEqualTo("secret1");
            assertThat(screen.readAnswer()).isEqualTo("100");
            assertThat(screen.readLine("> ")).as("arrow up").isEqualTo("/who");
        }
        assertThat(remembered).containsExactly("/who", "/who");
        assertThat(picture()).doesNotContain("secret1");
    }

    @Test
    void earlierLinesComeBackAndTabCompletes() throws IOException {
        try (JLineScreen screen = screen("\033[A\r/hi\t\r", true)) {
            assertThat(screen.readLine("> ")).isEqualTo("typed yesterday");
            assertThat(screen.readLine("> ")).startsWith("/history");
        }
    }

    @Test
    void chineseComesAndGoesWhateverTheLocaleSays() throws IOException {
        try (JLineScreen screen = screen("你好 😀\r", true)) {
            screen.print("小明 上线了");
            assertThat(screen.readLine("all> ")).isEqualTo("你好 😀");
        }
        assertThat(picture()).contains("小明 上线了");
    }

    @Test
    void coloursAreShownOnlyWhereTheyAreWanted() throws IOException {
        try (JLineScreen screen = screen("\r", true)) {
            screen.print(Tone.TROUBLE, "trouble");
        }
        assertThat(picture()).contains("\033[31mtrouble");
        picture.reset();
        try (JLineScreen screen = screen("\r", false)) {
            screen.print(Tone.TROUBLE, "trouble");
        }
        assertThat(picture()).contains("trouble").doesNotContain("\033[31m");
    }

    private JLineScreen screen(String keys, boolean coloured) throws IOException {
        // Left open: its end would be the end of all input, read or not.
        PipedOutputStream keyboard = new PipedOutputStream();
        PipedInputStream cable = new PipedInputStream(keyboard);
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
        Terminal terminal = TerminalBuilder.builder().system(false).type("xterm-256color")
                .streams(cable, picture)
                .encoding(StandardCharsets.UTF_8).build();
        return new JLineScreen(terminal, new Typing(
                typed -> typed.startsWith("/h") ? Map.of("/history", "the newest") : Map.of(),
                List.of("typed yesterday"), remembered::add), coloured);
    }

    private String picture() {
        return picture.toString(StandardCharsets.UTF_8);
    }
}
