package im.throng.bench.scenario;

import im.throng.protocol.message.Push;
import im.throng.protocol.message.Status;
import im.throng.protocol.message.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// What watchers are told of those who come and go: how many changes, and how long after.
///
/// Threading: guarded by its lock.
final class Telling {

    private static final long NANOS_MAX = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    private final Map<UserId, Long> cameNanos = new HashMap<>();
    private final Histogram times = new Histogram(NANOS_MAX, DIGITS);
    private long told;
    private boolean measuring;

    /// Notes that somebody comes now, which watchers are to be told from here on.
    synchronized void comes(UserId user) {
        cameNanos.put(user, System.nanoTime());
    }

    /// Takes what a watcher is told.
    synchronized void heard(Push push) {
        if (!(push instanceof Push.PresenceChanged changed)) {
            return;
        }
        for (Push.PresenceChange change : changed.changes()) {
            told++;
            Long came = cameNanos.get(change.userId());
            if (measuring && came != null && change.status() == Status.ONLINE) {
                times.recordValue(Math.clamp(System.nanoTime() - came, 0, NANOS_MAX));
            }
        }
    }

    /// Begins or ends the taking of times.
    synchronized void measure(boolean on) {
        measuring = on;
    }

    /// Returns how many changes were told so far.
    synchronized long told() {
        return told;
    }

    /// Returns how long after an arrival began a watcher was told of it.
    synchronized Histogram times() {
        return times.copy();
    }
}
