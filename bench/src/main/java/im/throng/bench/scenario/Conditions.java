package im.throng.bench.scenario;

import im.throng.bench.load.ServerChoice;
import java.time.Duration;

/// How often and how long something is measured, and on which server.
///
/// @param server the server
/// @param warmUp load before the window, not measured
/// @param window what is measured
/// @param drain  how long after the window the last deliveries may take
/// @param runs   how often, each time with a new server if it is our own
/// @param pinned whether the generator is kept on a core of its own
public record Conditions(ServerChoice server, Duration warmUp, Duration window, Duration drain,
                         int runs, boolean pinned) {

    private static final Duration PUBLISHABLE = Duration.ofSeconds(10);

    /// Tells whether warm-up and window are long enough for figures that are shown to others.
    public boolean isPublishable() {
        return warmUp.compareTo(PUBLISHABLE) >= 0 && window.compareTo(PUBLISHABLE) >= 0;
    }
}
