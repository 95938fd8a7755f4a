package im.throng.bench.scenario;

import im.throng.bench.load.ServerChoice;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

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

    /// Returns the same with a setting for a server of our own, unless it has that setting already.
    Conditions with(String key, String value) {
        if (!(server instanceof ServerChoice.Own own)) {
            return this;
        }
        Map<String, String> settings = new HashMap<>(own.settings());
        settings.putIfAbsent(key, value);
        return new Conditions(new ServerChoice.Own(own.parent(), own.pinned(), own.jvmOptions(),
                settings), warmUp, window, drain, runs, pinned);
    }

    /// Tells whether warm-up and window are long enough for figures that are shown to others.
    public boolean isPublishable() {
        return warmUp.compareTo(PUBLISHABLE) >= 0 && window.compareTo(PUBLISHABLE) >= 0;
    }
}
