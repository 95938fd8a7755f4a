package im.throng.terminal;

import im.throng.terminal.screen.PlainScreen;
import im.throng.terminal.screen.Screen;
import im.throng.terminal.screen.Tone;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Plain lines, at which somebody sits; tones, prompts and the bell are written out.
///
/// @param half   what is half typed
/// @param titled the title of the window
/// @param looks  how often the title was looked after, as by a clock
record AttendedScreen(PlainScreen plain, AtomicReference<String> half,
                      AtomicReference<String> titled, AtomicInteger looks) implements Screen {

    AttendedScreen(PlainScreen plain, AtomicReference<String> half, AtomicInteger looks) {
        this(plain, half, new AtomicReference<>(""), looks);
    }

    @Override
    public void print(Tone tone, String text) {
        plain.print(tone == Tone.FOR_ME ? "<for me> " + text : text);
    }

    @Override
    public @Nullable String readLine(String prompt) {
        plain.print(prompt);
        return plain.readLine(prompt);
    }

    @Override
    public Optional<String> halfTyped() {
        return Optional.of(half.get());
    }

    @Override
    public Optional<String> setAside() {
        return Optional.of("");
    }

    @Override
    public void prompt(String prompt) {
        plain.print("<prompt> " + prompt);
    }

    @Override
    public @Nullable String readAnswer() {
        return plain.readAnswer();
    }

    @Override
    public @Nullable String readSecret() {
        return plain.readSecret();
    }

    @Override
    public void ring() {
        plain.print("<bell>");
    }

    @Override
    public void title(String title) {
        if (!title.equals(titled.getAndSet(title))) {
            plain.print("<title> " + title);
        }
        looks.incrementAndGet();
    }

    @Override
    public void call(String about, String text) {
        plain.print("<notified> " + about + ": " + text);
    }

    @Override
    public boolean isInteractive() {
        return true;
    }

    @Override
    public void close() {
        plain.close();
    }
}
