package im.throng.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The screen with a terminal whose keys and picture are in memory.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JLineScreenTest {

    private static final String UP = "\033OA";

    private final List<String> remembered = new ArrayList<>();
    private final ByteArrayOutputStream picture = new ByteArrayOutputStream();
    private final AtomicInteger marks = new AtomicInteger();
    private String editor = "false";
    private OutputStream keyboard = OutputStream.nullOutputStream();

    @Test
    void answersAndSecretsAreNeitherRememberedNorShown() throws IOException {
        try (JLineScreen screen = screen(true)) {
            assertThat(typed(screen, "/who\r", () -> screen.readLine("> "))).isEqualTo("/who");
            assertThat(typed(screen, "secret1\r", screen::readSecret)).isEqualTo("secret1");
            assertThat(typed(screen, "100\r", screen::readAnswer)).isEqualTo("100");
            assertThat(typed(screen, UP + "\r", () -> screen.readLine("> "))).isEqualTo("/who");
        }
        assertThat(remembered).containsExactly("/who", "/who");
        assertThat(picture()).doesNotContain("secret1");
    }

    @Test
    void earlierLinesComeBackAndTabCompletes() throws IOException {
        try (JLineScreen screen = screen(true)) {
            assertThat(typed(screen, UP + "\r", () -> screen.readLine("> ")))
                    .isEqualTo("typed yesterday");
            assertThat(typed(screen, "/hi\t\r", () -> screen.readLine("> ")))
                    .startsWith("/history");
            assertThat(typed(screen, "/hi\r", screen::readAnswer)).isEqualTo("/hi");
        }
    }

    @Test
    void chineseComesAndGoesWhateverTheLocaleSays() throws IOException {
        try (JLineScreen screen = screen(true)) {
            screen.print("小明 上线了");
            assertThat(typed(screen, "你好 😀\r", () -> screen.readLine("all> "))).isEqualTo("你好 😀");
        }
        assertThat(picture()).contains("小明 上线了");
    }

    @Test
    void coloursAreShownOnlyWhereTheyAreWanted() throws IOException {
        try (JLineScreen screen = screen(true)) {
            screen.print(Tone.TROUBLE, "in red");
            typed(screen, "\r", () -> screen.readLine("> "));
        }
        assertThat(picture()).contains("\033[31min red");
        try (JLineScreen screen = screen(false)) {
            screen.print(Tone.TROUBLE, "in no colour");
            typed(screen, "\r", () -> screen.readLine("> "));
        }
        assertThat(picture()).contains("in no colour").doesNotContain("\033[31min no");
    }

    @Test
    void halfALineIsPutAsideAndComesBack() throws IOException {
        try (JLineScreen screen = screen(true)) {
            String altA = "\033a";
            String altO = "\033o";
            assertThat(typed(screen, "half a" + altA, () -> screen.readLine("> ")))
                    .isEqualTo("/next");
            assertThat(screen.setAside()).contains("half a");
            assertThat(typed(screen, " line\r", () -> screen.readLine("> ", "half a")))
                    .isEqualTo("half a line");
            assertThat(screen.setAside()).contains("");
            assertThat(typed(screen, "what" + altO + "u:3\r", () -> screen.readLine("> ")))
                    .isEqualTo("/open u:3");
            assertThat(screen.setAside()).contains("what");
            assertThat(typed(screen, "/wh" + altA, () -> screen.readLine("> ")))
                    .isEqualTo("/next");
            assertThat(screen.setAside()).as("half a command").contains("");
            assertThat(typed(screen, "x\003", () -> screen.readLine("> "))).isNull();
            assertThat(screen.setAside()).contains("x");
        }
    }

    @Test
    void whatIsHalfTypedIsKnownAtEachKey() throws IOException {
        String left = "\033OD";
        String home = "\001";
        try (JLineScreen screen = screen(true)) {
            assertThat(screen.halfTyped()).isEmpty();
            String line = typed(screen, "hallo" + left.repeat(3) + "\be", () -> reading(screen,
                    () -> {
                        awaitHalf(screen, "hello");
                        press(home + "/");
                        awaitHalf(screen, ""); // Half a command.
                        press("/");
                        awaitHalf(screen, "//hello");
                        press("\033o");
                        awaitHalf(screen, "//hello"); // What was put aside.
                        press("u:3\r");
                    }));
            assertThat(line).isEqualTo("/open u:3");
            assertThat(screen.setAside()).contains("//hello");
            assertThat(screen.halfTyped()).isEmpty();
        }
    }

    private @Nullable String reading(JLineScreen screen, Runnable meanwhile) {
        Thread.ofVirtual().start(meanwhile);
        return screen.readLine("> ");
    }

    private static void awaitHalf(JLineScreen screen, String half) {
        await().until(() -> screen.halfTyped().equals(Optional.of(half)));
    }

    @Test
    void anEditorHasTheScreenForItselfAndGivesBackTheText(@TempDir Path temporary)
            throws Exception {
        Path fifo = temporary.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
        Path begun = temporary.resolve("begun");
        editor = "touch '" + begun + "' && read -r go < '" + fifo
                + "' && printf '\\nmore\\n\\n' >>";
        try (JLineScreen screen = screen(true)) {
            assertThat(typed(screen, "half" + "\033e", () -> screen.readLine("> ")))
                    .isEqualTo("/edit");
            assertThat(screen.setAside()).contains("half");
            var edited = CompletableFuture.supplyAsync(() -> screen.edit("half"));
            await().until(() -> Files.exists(begun));
            screen.print("meanwhile");
            assertThat(picture()).doesNotContain("meanwhile");
            Files.writeString(fifo, "go\n");
            assertThat(edited.get(10, TimeUnit.SECONDS)).contains("half\nmore");
            await().until(() -> picture().contains("meanwhile"));
            assertThat(typed(screen, "\r", () -> screen.readLine("> ", "half\nmore")))
                    .isEqualTo("half\nmore");
        }
        editor = "false";
        try (JLineScreen screen = screen(true)) {
            assertThat(screen.edit("half")).isEmpty();
        }
    }

    @Test
    void keysAreToldAndThePromptChangesUnderTheLine() throws IOException {
        List<String> soFar = new ArrayList<>();
        try (JLineScreen screen = screen(true)) {
            screen.whileTyping(text -> {
                soFar.add(text);
                screen.prompt("[all | Bob is writing]> ");
            });
            assertThat(typed(screen, "hey\r", () -> screen.readLine("all> "))).isEqualTo("hey");
            assertThat(typed(screen, "secret\r", screen::readSecret)).isEqualTo("secret");
        }
        assertThat(soFar).containsExactly("h", "he", "hey");
        assertThat(picture()).contains("Bob is writing");
    }

    /// Types keys as soon as the prompt is there, and returns what was read. A mark before it tells
    /// it from what is left of the line before.
    private @Nullable String typed(JLineScreen screen, String keys,
                                   Supplier<@Nullable String> read) {
        String mark = "mark " + marks.incrementAndGet();
        screen.print(mark);
        Thread.ofVirtual().start(() -> {
            await().until(() -> picture().contains(mark)
                    && picture().indexOf('>', picture().indexOf(mark)) >= 0);
            press(keys);
        });
        return read.get();
    }

    private void press(String keys) {
        try {
            keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private JLineScreen screen(boolean coloured) throws IOException {
        // No PipedInputStream: it takes the end of the thread that typed for the end of the input.
        Pipe cable = Pipe.open();
        keyboard = Channels.newOutputStream(cable.sink());
        Terminal terminal = TerminalBuilder.builder().system(false).type("xterm-256color")
                .streams(Channels.newInputStream(cable.source()), picture)
                .encoding(StandardCharsets.UTF_8).size(Size.of(80, 24)).build();
        return new JLineScreen(terminal, new Typing(
                typed -> typed.startsWith("/h") ? Map.of("/history", "the newest") : Map.of(),
                List.of("typed yesterday"), remembered::add), coloured,
                new Editor(editor));
    }

    private String picture() {
        return picture.toString(StandardCharsets.UTF_8);
    }
}
