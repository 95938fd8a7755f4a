package im.throng.terminal.screen;

import org.jline.utils.Signals;

/// Ctrl-C and its like, as something that can be waited for instead of the end of the process.
public final class Interrupts {

    private Interrupts() {}

    /// Calls this instead of ending the process when it is interrupted or asked to end.
    public static void to(Runnable action) {
        Signals.register("INT", action);
        Signals.register("TERM", action);
        Signals.register("HUP", action);
    }
}
