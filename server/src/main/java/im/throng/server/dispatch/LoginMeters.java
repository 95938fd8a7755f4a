package im.throng.server.dispatch;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.server.telemetry.Counter;
import im.throng.server.telemetry.Meters;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// How logins ended, by their way.
///
/// Threading: any thread.
final class LoginMeters {

    private final Map<Way, Map<Outcome, Counter>> counters = new EnumMap<>(Way.class);

    LoginMeters(Meters meters) {
        for (Way way : Way.values()) {
            Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                outcomes.put(outcome, meters.counter("throng_logins",
                        "Logins, by their way and how they ended.",
                        "way", label(way), "outcome", label(outcome)));
            }
            counters.put(way, outcomes);
        }
    }

    /// By what somebody logs in.
    enum Way { PASSWORD, RESUME, CLASSIC }

    /// What becomes of it: in; a wrong password or token, or who is known to be nobody; too many
    /// tries; too much to do, or a store that is away; any other refusal, or a fault of ours.
    private enum Outcome { DONE, DENIED, TOO_MANY, UNAVAILABLE, FAILED }

    /// Carries a login out and counts how it ends.
    <T> T count(Way way, Supplier<T> login) {
        Outcome outcome = Outcome.FAILED;
        try {
            T result = login.get();
            outcome = Outcome.DONE;
            return result;
        } catch (RejectedException refused) {
            outcome = outcome(refused.code());
            throw refused;
        } finally {
            add(way, outcome);
        }
    }

    private void add(Way way, Outcome outcome) {
        Counter counter = counters.getOrDefault(way, Map.of()).get(outcome);
        if (counter != null) {
            counter.add(1);
        }
    }

    private static Outcome outcome(ErrorCode code) {
        return switch (code) {
            case FORBIDDEN, NOT_LOGGED_IN, NOT_FOUND -> Outcome.DENIED;
            case TOO_FAST -> Outcome.TOO_MANY;
            case UNAVAILABLE -> Outcome.UNAVAILABLE;
            default -> Outcome.FAILED;
        };
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
