package im.throng.server.chat;

import im.throng.server.telemetry.Counter;
import im.throng.server.telemetry.Meters;

/// What became of messages that were handed to the store.
///
/// Threading: any thread.
final class SendMeters {

    private final ByOutcome all;
    private final ByOutcome direct;
    private final ByOutcome group;

    SendMeters(Meters meters) {
        this.all = byOutcome(meters, "all");
        this.direct = byOutcome(meters, "direct");
        this.group = byOutcome(meters, "group");
    }

    /// Counts one.
    void count(Place place, AppendOutcome outcome) {
        ByOutcome counters = switch (place) {
            case Place.Everybody _ -> all;
            case Place.Between _ -> direct;
            case Place.Group _ -> group;
        };
        Counter counter = switch (outcome) {
            case AppendOutcome.Appended _ -> counters.stored;
            case AppendOutcome.Duplicate _ -> counters.duplicate;
            case AppendOutcome.Refused _ -> counters.refused;
        };
        counter.add(1);
    }

    private static ByOutcome byOutcome(Meters meters, String to) {
        return new ByOutcome(counter(meters, to, "stored"), counter(meters, to, "duplicate"),
                counter(meters, to, "refused"));
    }

    private static Counter counter(Meters meters, String to, String outcome) {
        return meters.counter("throng_sends", "Messages that were handed to the store, by whom"
                + " they were to and what became of them.", "to", to, "outcome", outcome);
    }

    private record ByOutcome(Counter stored, Counter duplicate, Counter refused) {}
}
