package im.throng.bench.load;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// People who come and go, so many at a time: each connects, is let in, and ends its connection at
/// once; then the next one comes.
///
/// Threading: its public methods any thread; everything else the event loop.
public final class Turnstile {

    private static final int DIGITS = 3;
    private static final Duration POLL = Duration.ofMillis(20);

    private final Swarm swarm;
    private final IntFunction<ThrongConnection> guests;
    private final int count;
    private final Histogram times = new Histogram(Tally.NANOS_MAX, DIGITS);
    private long begun;
    private long admitted;
    private long failed;
    private String firstFailure = "";
    private boolean measuring;
    private boolean stopped;

    /// Creates it for people who resume their sessions.
    public static Turnstile ofTokens(Swarm swarm, List<Token> tokens) {
        return new Turnstile(swarm, place -> new ThrongConnection(tokens.get(place)),
                tokens.size());
    }

    /// Creates it for people who log in with their passwords.
    public static Turnstile ofPersons(Swarm swarm, List<Person> persons) {
        return new Turnstile(swarm, place -> new ThrongConnection(persons.get(place)),
                persons.size());
    }

    private Turnstile(Swarm swarm, IntFunction<ThrongConnection> guests, int count) {
        this.swarm = swarm;
        this.guests = guests;
        this.count = count;
    }

    /// Lets the first ones come; each comes again when all others have.
    ///
    /// @param atOnce how many are on their way at once
    public void begin(int atOnce) {
        swarm.onLoop(() -> {
            for (int i = 0; i < atOnce; i++) {
                next();
            }
            return true;
        });
    }

    /// Waits until the first one was let in or turned away, but not longer than this: a server that
    /// has just started takes its time for it.
    public void awaitFirst(Duration most) {
        long until = System.nanoTime() + most.toNanos();
        while (swarm.onLoop(() -> admitted + failed) == 0 && System.nanoTime() - until < 0) {
            Pause.of(POLL);
        }
    }

    /// Begins the window: whoever is let in from now on is measured.
    ///
    /// @return how many were let in up to now
    public long openWindow() {
        return swarm.onLoop(() -> {
            measuring = true;
            return admitted;
        });
    }

    /// Ends the window and the coming.
    ///
    /// @return how many were let in up to now
    public long closeWindow() {
        return swarm.onLoop(() -> {
            measuring = false;
            stopped = true;
            return admitted;
        });
    }

    /// Waits for those who are on their way, but not longer than this.
    ///
    /// @return what went wrong, or nothing
    public String drain(Duration most) {
        long until = System.nanoTime() + most.toNanos();
        while (swarm.onLoop(this::underWay) > 0 && System.nanoTime() - until < 0) {
            Pause.of(POLL);
        }
        return swarm.onLoop(() -> failed > 0
                ? failed + " were not let in, first: " + firstFailure
                : underWay() > 0 ? underWay() + " had no answer" : "");
    }

    /// Returns how long it took from the connecting until one was let in; to be called when it has
    /// drained.
    public Histogram times() {
        return swarm.onLoop(times::copy);
    }

    private long underWay() {
        return begun - admitted - failed;
    }

    private void next() {
        if (stopped) {
            return;
        }
        ThrongConnection guest = guests.apply((int) (begun % count));
        long beganNanos = System.nanoTime();
        guest.login().whenComplete((_, failure) -> came(guest, beganNanos, failure));
        swarm.connect(guest, (int) (begun % Integer.MAX_VALUE));
        begun++;
    }

    private void came(ThrongConnection guest, long beganNanos, @Nullable Throwable failure) {
        if (failure == null) {
            admitted++;
            if (measuring) {
                times.recordValue(Math.clamp(System.nanoTime() - beganNanos, 0,
                        Tally.NANOS_MAX));
            }
        } else {
            failed++;
            if (firstFailure.isEmpty()) {
                firstFailure = String.valueOf(failure.getMessage());
            }
        }
        guest.close();
        // Not at once: a connection that fails on the spot would call itself again and again.
        swarm.loop().execute(this::next);
    }
}
