package im.throng.bench.scenario;

import im.throng.bench.load.Exchange;
import im.throng.bench.load.Lane;
import im.throng.bench.load.Stage;
import im.throng.bench.load.SwarmConnection;
import im.throng.bench.report.Figures;
import im.throng.bench.report.Report;
import im.throng.protocol.message.ConversationName;
import java.util.ArrayList;
import java.util.List;

/// Pairs of people write to each other, both ways: each message is durable before it is
/// acknowledged, and delivered once.
public final class Pairs {

    private final Conditions conditions;
    private final Size size;

    /// How much of it.
    ///
    /// @param pairs     how many pairs; twice as many are logged in
    /// @param inFlight  how many messages of one person are under way at once: sent, but not yet
    ///                  acknowledged and received
    /// @param perSecond how many messages are sent, by all together; 0: as many as are allowed
    ///                  in flight
    /// @param textBytes the length of a text
    public record Size(int pairs, int inFlight, double perSecond, int textBytes) {}

    /// Creates the scenario.
    public Pairs(Conditions conditions, Size size) {
        this.conditions = conditions;
        this.size = size;
    }

    /// Measures, and returns what was found.
    public Report measure() {
        var report = new Report("pairs: direct messages both ways, stored and synced first");
        Circumstances.tell(report, conditions);
        report.circumstance("load", size.pairs() + " pairs, "
                + Traffic.words(size.inFlight(), size.perSecond(), size.textBytes()));
        var traffic = new Traffic(conditions, report);
        for (int run = 0; run < conditions.runs(); run++) {
            try (Stage stage = Stage.open(conditions.server(), 2 * size.pairs())) {
                List<SwarmConnection> people = stage.swarm().join(stage.tokens());
                var plan = new Exchange.Plan(lanes(people), 1, size.inFlight(),
                        size.perSecond(), size.textBytes());
                report.run(figures(traffic.run(stage, plan, run)));
            }
        }
        return report;
    }

    private static List<Lane> lanes(List<SwarmConnection> people) {
        List<Lane> lanes = new ArrayList<>(people.size());
        for (int i = 0; i < people.size(); i++) {
            SwarmConnection peer = people.get(i ^ 1);
            lanes.add(new Lane(people.get(i), new ConversationName.Direct(peer.user()),
                    peer::equals));
        }
        return lanes;
    }

    private static Figures figures(Traffic.Run run) {
        Figures figures = run.figures();
        double messages = run.counts().acknowledged();
        run.meters().serverMicros().ifPresent(micros ->
                figures.add("server-cpu-us-per-message", micros / messages));
        figures.addTimes("ack", run.latencies().acknowledgements());
        figures.addTimes("delivery", run.latencies().deliveries());
        run.meters().writtenBytes().ifPresent(bytes ->
                figures.add("disk-bytes-per-message", bytes / messages));
        run.meters().flushes().ifPresent(flushes -> {
            figures.add("disk-flushes-per-s", flushes / run.meters().seconds());
            figures.add("messages-per-disk-flush", messages / flushes);
        });
        return figures;
    }
}
