package im.throng.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.client.ThrongClient;
import im.throng.protocol.message.UserId;
import im.throng.terminal.profile.TokenFolder;
import im.throng.terminal.screen.Language;
import im.throng.terminal.screen.Notify;
import im.throng.terminal.screen.PlainScreen;
import im.throng.terminal.screen.Screen;
import im.throng.terminal.screen.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A terminal client in plain mode, fed and read by a test.
public final class PlainTerminal implements AutoCloseable {

    private static final int PIPE_BYTES = 65_536;
    private static final long END_SECONDS = 10;

    private final PipedOutputStream typed = new PipedOutputStream();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final AtomicReference<String> half = new AtomicReference<>("");
    private final AtomicInteger looks = new AtomicInteger();
    private final CompletableFuture<ExitCode> ended = new CompletableFuture<>();

    PlainTerminal(int port, Path data, Language language, @Nullable UserId user)
            throws IOException {
        this(port, data, language, user, false);
    }

    /// @param attended whether somebody sits at it, who is asked again after a mistake
    public PlainTerminal(int port, Path data, Language language, @Nullable UserId user,
                         boolean attended) throws IOException {
        PlainScreen plain = new PlainScreen(new PipedInputStream(typed, PIPE_BYTES), shown);
        Screen screen = attended ? new AttendedScreen(plain, half, looks) : plain;
        Thread.ofVirtual().start(() -> {
            try {
                // Ended only when everything is closed: a kept session is in use until then.
                Options options = new Options("127.0.0.1", port, user, true, Notify.OFF, data);
                ended.complete(run(screen, options, data, language));
            } catch (RuntimeException fault) {
                ended.completeExceptionally(fault);
            }
        });
    }

    private static ExitCode run(Screen screen, Options options, Path data,
                                Language language) {
        try (screen; TokenFolder tokens = new TokenFolder(data, options.host(), options.port());
             MainController controller = new MainController(
                     ThrongClient.builder().retry(Duration.ofMillis(50), Duration.ofMillis(50)),
                     new Stage(screen, new Texts(language), new People(),
                             Traffic.none(Clock.systemUTC())), tokens, options,
                     Clock.system(ZoneOffset.UTC))) {
            return controller.run();
        }
    }

    /// Types lines.
    public PlainTerminal type(String... lines) throws IOException {
        for (String line : lines) {
            typed.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        typed.flush();
        return this;
    }

    /// Types a line without its end, where somebody sits.
    PlainTerminal half(String line) {
        half.set(line);
        return this;
    }

    /// Waits until all that is due by the clock was done, a few times.
    PlainTerminal awaitClock() {
        int before = looks.get();
        await().pollInterval(Duration.ofMillis(20)).until(() -> looks.get() >= before + 4);
        return this;
    }

    /// Ends the input and waits for the end.
    ExitCode endOfInput() throws Exception {
        typed.close();
        return ended.get(END_SECONDS, TimeUnit.SECONDS);
    }

    /// Waits for the end.
    ExitCode end() throws Exception {
        return ended.get(END_SECONDS, TimeUnit.SECONDS);
    }

    /// Returns what was shown so far.
    public String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    /// Waits until a text is shown.
    public PlainTerminal awaitShown(String text) {
        await().pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(shown()).contains(text));
        return this;
    }

    @Override
    public void close() throws IOException {
        typed.close();
    }
}
