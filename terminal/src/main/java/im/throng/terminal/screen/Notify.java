package im.throng.terminal.screen;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How the user is notified by the terminal, which shows it on the desktop.
public enum Notify {
    /// Not at all.
    OFF,
    /// By OSC 9: iTerm2, kitty, WezTerm, Ghostty, Windows Terminal.
    OSC9,
    /// By OSC 777, with a title: foot, rxvt, WezTerm, Ghostty, VTE.
    OSC777;

    /// Finds one by its name.
    public static Optional<Notify> named(String name) {
        return Stream.of(values()).filter(one -> one.word().equalsIgnoreCase(name)).findFirst();
    }

    /// Returns what is typed.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
