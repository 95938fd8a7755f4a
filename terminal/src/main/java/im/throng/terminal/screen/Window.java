package im.throng.terminal.screen;

import java.util.List;
import java.util.Locale;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/// The window around a terminal: its title, whether it has the focus, and what it notifies the
/// desktop of. All of that are escape sequences that move nothing; only kinds of terminals that are
/// known to take them, or to leave them out in silence, get any.
///
/// Threading: any thread.
final class Window implements AutoCloseable {

    private static final List<String> KINDS = List.of("xterm", "tmux", "screen", "rxvt", "foot",
            "alacritty", "kitty", "wezterm", "ghostty", "konsole", "vte", "gnome", "iterm", "st-");
    private static final String KEEP_TITLE = "\033[22;0t";
    private static final String OLD_TITLE = "\033[23;0t";
    private static final String WATCH_FOCUS = "\033[?1004h";
    private static final String LEAVE_FOCUS = "\033[?1004l";
    private static final int TITLE_COLUMNS = 60;
    private static final int TEXT_COLUMNS = 200;

    private final Terminal terminal;
    private final boolean isKnown;
    private final boolean isInTmux;
    private String title = "";
    private Notify notify = Notify.OFF;
    private volatile @Nullable Boolean focused; // Null while the terminal has not said.

    /// @param isInTmux whether what is for the outer terminal has to be handed through tmux
    Window(Terminal terminal, boolean isInTmux) {
        this.terminal = terminal;
        this.isInTmux = isInTmux;
        String kind = terminal.getType().toLowerCase(Locale.ROOT);
        this.isKnown = KINDS.stream().anyMatch(kind::startsWith);
    }

    /// Sets the title, until the terminal is left as it was.
    synchronized void title(String text) {
        if (!isKnown || text.equals(title)) {
            return;
        }
        if (title.isEmpty()) {
            write(KEEP_TITLE);
        }
        title = text;
        write("\033]2;" + cut(text, TITLE_COLUMNS) + "\007");
    }

    /// Sets how it notifies.
    synchronized void notifyBy(Notify kind) {
        watch(false);
        notify = kind;
        focused = null;
        watch(true);
    }

    /// Lets the terminal tell whether the window has the focus, as far as it matters, or no longer:
    /// another program at the same terminal would take it for keys.
    synchronized void watch(boolean on) {
        if (isKnown && notify != Notify.OFF) {
            write(on ? WATCH_FOCUS : LEAVE_FOCUS);
        }
    }

    /// Notifies, unless the window is known to have the focus.
    synchronized void call(String about, String text) {
        if (!isKnown || Boolean.TRUE.equals(focused)) {
            return;
        }
        String said = cut(text, TEXT_COLUMNS);
        switch (notify) {
            case OFF -> { }
            case OSC9 -> handOn("\033]9;" + cut(about, TITLE_COLUMNS) + ": " + said + "\007");
            // A semicolon would end the title.
            case OSC777 -> handOn("\033]777;notify;"
                    + cut(about, TITLE_COLUMNS).replace(';', ',') + ";" + said + "\007");
        }
    }

    /// Learns whether it has the focus.
    void focused(boolean now) {
        focused = now;
    }

    /// Leaves it as it was.
    @Override
    public synchronized void close() {
        notifyBy(Notify.OFF);
        if (!title.isEmpty()) {
            write(OLD_TITLE);
        }
    }

    private void handOn(String sequence) {
        write(isInTmux ? "\033Ptmux;" + sequence.replace("\033", "\033\033") + "\033\\" : sequence);
    }

    private void write(String sequence) {
        terminal.writer().write(sequence);
        terminal.flush();
    }

    private static String cut(String text, int columns) {
        return Columns.cut(HarmlessText.of(text), columns);
    }
}
