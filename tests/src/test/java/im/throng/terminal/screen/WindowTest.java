package im.throng.terminal.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

class WindowTest {

    private final ByteArrayOutputStream picture = new ByteArrayOutputStream();

    @Test
    void theTitleIsWrittenOnceAndGivenBack() throws IOException {
        try (Window window = window("xterm-256color", false)) {
            window.title("(2) Throng all");
            window.title("(2) Throng all");
        }
        assertThat(picture()).isEqualTo("\033[22;0t\033]2;(2) Throng all\007\033[23;0t");
    }

    @Test
    void aNotificationIsWrittenAsWishedAndCannotSteerTheTerminal() throws IOException {
        try (Window window = window("xterm", false)) {
            window.call("Bob", "unasked for");
            window.notifyBy(Notify.OSC9);
            window.call("Bob", "hi\007\033]2;evil");
            window.notifyBy(Notify.OSC777);
            window.call("a;b", "c;d");
        }
        assertThat(picture()).isEqualTo("\033[?1004h" + "\033]9;Bob: hi␇␛]2;evil\007"
                + "\033[?1004l\033[?1004h" + "\033]777;notify;a,b;c;d\007" + "\033[?1004l");
    }

    @Test
    void whoLooksAtTheWindowIsNotNotified() throws IOException {
        try (Window window = window("xterm", false)) {
            window.notifyBy(Notify.OSC9);
            window.focused(true);
            window.call("Bob", "seen");
            window.focused(false);
            window.call("Bob", "not seen");
        }
        assertThat(picture()).contains("not seen").doesNotContain("Bob: seen");
    }

    @Test
    void tmuxHandsANotificationOn() throws IOException {
        try (Window window = window("tmux-256color", true)) {
            window.notifyBy(Notify.OSC9);
            window.call("Bob", "hi");
        }
        assertThat(picture()).contains("\033Ptmux;\033\033]9;Bob: hi\007\033\\");
    }

    @Test
    void aTerminalOfAnUnknownKindGetsNone() throws IOException {
        for (String kind : new String[] {"dumb", "linux", "vt100"}) {
            try (Window window = window(kind, false)) {
                window.title("Throng");
                window.notifyBy(Notify.OSC9);
                window.call("Bob", "hi");
            }
        }
        assertThat(picture()).isEmpty();
    }

    private Window window(String kind, boolean isInTmux) throws IOException {
        Terminal terminal = new DumbTerminal("test", kind,
                new ByteArrayInputStream(new byte[0]), picture, StandardCharsets.UTF_8);
        return new Window(terminal, isInTmux);
    }

    private String picture() {
        return picture.toString(StandardCharsets.UTF_8);
    }
}
