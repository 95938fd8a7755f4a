package im.throng.server.command;

import java.io.PrintStream;
import java.util.Locale;

/// A bar that shows on a terminal how far a command is; elsewhere it shows nothing.
///
/// Threading: used by one thread.
final class Progress implements AutoCloseable {

    private static final int WIDTH = 40;
    private static final long PERIOD_NANOS = 100_000_000;

    private final boolean visible;
    private final PrintStream err;
    private final String what;
    private final long total;
    private long shownNanos = System.nanoTime();
    private boolean shown;

    /// Creates a bar at its beginning.
    ///
    /// @param total 0 if it is not known
    Progress(Streams streams, String what, long total) {
        this.visible = streams.console() != null;
        this.err = streams.err();
        this.what = what;
        this.total = total;
    }

    void reached(long done) {
        long now = System.nanoTime();
        if (!visible || (now - shownNanos < PERIOD_NANOS && done != total)) {
            return;
        }
        shownNanos = now;
        shown = true;
        if (total == 0) {
            err.print("\r" + done + " " + what);
        } else {
            int full = (int) (WIDTH * done / total);
            err.print(String.format(Locale.ROOT, "\r[%s%s] %3d %%  %d of %d %s",
                    "#".repeat(full), ".".repeat(WIDTH - full), 100 * done / total, done, total,
                    what));
        }
        err.flush();
    }

    /// Leaves the bar as it is; what is written next begins a line.
    void end() {
        if (shown) {
            err.println();
            shown = false;
        }
    }

    @Override
    public void close() {
        end();
    }
}
