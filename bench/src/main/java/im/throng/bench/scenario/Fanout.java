package im.throng.bench.scenario;

import im.throng.bench.load.Exchange;
import im.throng.bench.load.Lane;
import im.throng.bench.load.Stage;
import im.throng.bench.load.SwarmConnection;
import im.throng.bench.report.Figures;
import im.throng.bench.report.Report;
import im.throng.protocol.message.ConversationName;
import java.util.List;

/// Few say something to everybody: each message is stored once and pushed to all who are there.
public final class Fanout {

    private final Conditions conditions;
    private final Size size;

    /// How much of it.
    ///
    /// @param receivers how many hear each message
    /// @param senders   how many others send
    /// @param inFlight  how many messages of a sender are under way at once: sent, but not yet
    ///                  acknowledged and received by all
    /// @param perSecond how many messages are sent, by all together; 0: as many as are allowed
    ///                  in flight
    /// @param textBytes the length of a text
    public record Size(int receivers, int senders, int inFlight, double perSecond,
                       int textBytes) {}

    /// Creates the scenario.
    public Fanout(Conditions conditions, Size size) {
        this.conditions = conditions;
        this.size = size;
    }

    /// Measures, and returns what was found.
    public Report measure() {
        var report = new Report("fanout: one message to everybody, stored and synced first");
        Circumstances.tell(report, conditions);
        report.circumstance("load", size.receivers() + " receivers, " + size.senders()
                + " senders, "
                + Traffic.words(size.inFlight(), size.perSecond(), size.textBytes()));
        var traffic = new Traffic(conditions, report);
        for (int run = 0; run < conditions.runs(); run++) {
            try (Stage stage = Stage.open(conditions.server(),
                    size.senders() + size.receivers())) {
                List<SwarmConnection> people = stage.swarm().join(stage.tokens());
                List<Lane> lanes = people.subList(0, size.senders()).stream()
                        .map(sender -> new Lane(sender, new ConversationName.All(), null)).toList();
                // Senders hear each other too.
                var plan = new Exchange.Plan(lanes, people.size() - 1, size.inFlight(),
                        size.perSecond(), size.textBytes());
                report.run(figures(traffic.run(stage, plan, run)));
            }
        }
        return report;
    }

    private static Figures figures(Traffic.Run run) {
        Figures figures = run.figures();
        run.meters().serverMicros().ifPresent(micros -> {
            figures.add("server-cpu-us-per-delivery", micros / run.counts().delivered());
            figures.add("server-cpu-us-per-message", micros / run.counts().acknowledged());
        });
        figures.addTimes("delivery", run.latencies().deliveries());
        figures.addTimes("last-delivery", run.latencies().completions());
        figures.addTimes("ack", run.latencies().acknowledgements());
        return figures;
    }
}
