package im.throng.bench.scenario;

import im.throng.bench.report.Figures;
import im.throng.protocol.message.ConversationName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.HdrHistogram.Histogram;

/// What messages to a group of one size cost, round by round.
///
/// Threading: used by one thread.
final class GroupCosts {

    private static final int DIGITS = 3;

    private final ConversationName.Group group;
    private final int members;
    private final long headBefore;
    private final List<Figures> rounds = new ArrayList<>();
    private final Histogram acknowledgements = new Histogram(DIGITS);
    private final Histogram deliveries = new Histogram(DIGITS);
    private double acknowledged;
    private double written;
    private double seconds;
    private boolean writingIsKnown = true;
    private long sent;
    private long expected;
    private long received;

    /// Creates it for a group in which so many entries are already.
    GroupCosts(ConversationName.Group group, int members, long headBefore) {
        this.group = group;
        this.members = members;
        this.headBefore = headBefore;
    }

    ConversationName.Group group() {
        return group;
    }

    int members() {
        return members;
    }

    long headBefore() {
        return headBefore;
    }

    /// Returns how many messages were sent, measured or not.
    long sent() {
        return sent;
    }

    long expected() {
        return expected;
    }

    long received() {
        return received;
    }

    /// Counts messages that are not measured.
    void sent(long messages) {
        sent += messages;
    }

    /// Counts what was sent in a window, and does not measure it.
    void sent(Traffic.Window window) {
        sent += window.sent();
        expected += window.outcome().expected();
        received += window.outcome().received();
    }

    /// Adds its part of a round.
    void measured(Traffic.Window window) {
        sent(window);
        double messages = window.counts().acknowledged();
        var round = new Figures();
        window.meters().serverMicros().ifPresent(micros -> round.add("cpu", micros / messages));
        rounds.add(round);
        acknowledgements.add(window.latencies().acknowledgements());
        deliveries.add(window.latencies().deliveries());
        acknowledged += messages;
        seconds += window.meters().seconds();
        window.meters().writtenBytes().ifPresentOrElse(bytes -> written += bytes,
                () -> writingIsKnown = false);
    }

    /// Adds its figures: of processor time the median of the rounds, of everything else all rounds
    /// together.
    ///
    /// @param smallest what it is compared with, round by round
    void tell(Figures figures, GroupCosts smallest) {
        String name = "members-" + members + "-";
        Figures.median(rounds).get("cpu").ifPresent(micros ->
                figures.add(name + "server-cpu-us-per-message", micros));
        if (smallest != this) {
            List<Double> ratios = ratios(smallest);
            Figures.median(ratios.stream().map(GroupCosts::ratio).toList()).get("ratio")
                    .ifPresent(median -> {
                        figures.add(name + "cpu-ratio", median);
                        figures.add(name + "cpu-ratio-least", Collections.min(ratios));
                        figures.add(name + "cpu-ratio-most", Collections.max(ratios));
                    });
        }
        figures.add(name + "messages-per-s", acknowledged / seconds);
        figures.addTimes(name + "ack", acknowledgements);
        figures.addTimes(name + "delivery", deliveries);
        if (writingIsKnown) {
            figures.add(name + "disk-bytes-per-message", written / acknowledged);
        }
    }

    private List<Double> ratios(GroupCosts smallest) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds.size(); i++) {
            double ratio = rounds.get(i).get("cpu").orElse(Double.NaN)
                    / smallest.rounds.get(i).get("cpu").orElse(Double.NaN);
            if (Double.isFinite(ratio)) {
                ratios.add(ratio);
            }
        }
        return ratios;
    }

    private static Figures ratio(double value) {
        var figures = new Figures();
        figures.add("ratio", value);
        return figures;
    }
}
