package im.throng.bench.scenario;

import im.throng.bench.load.Exchange;
import im.throng.bench.load.GroupMaker;
import im.throng.bench.load.Lane;
import im.throng.bench.load.Stage;
import im.throng.bench.load.SwarmConnection;
import im.throng.bench.load.Token;
import im.throng.bench.report.Figures;
import im.throng.bench.report.Report;
import im.throng.protocol.message.ConversationName;
import java.util.List;

/// Few say something to everybody, or to a group: each message is stored once and pushed to all who
/// are there.
public final class Fanout {

    private final Conditions conditions;
    private final Size size;

    /// How much of it.
    ///
    /// @param toGroup   whether it is said to one group in which all are, and not to `all`
    /// @param receivers how many hear each message
    /// @param senders   how many others send
    /// @param inFlight  how many messages of a sender are under way at once: sent, but not yet
    ///                  acknowledged and received by all
    /// @param perSecond how many messages are sent, by all together; 0: as many as are allowed
    ///                  in flight
    /// @param textBytes the length of a text
    public record Size(boolean toGroup, int receivers, int senders, int inFlight,
                       double perSecond, int textBytes) {

        int people() {
            return senders + receivers;
        }
    }

    /// Creates the scenario.
    public Fanout(Conditions conditions, Size size) {
        this.conditions = size.toGroup() ? Groups.withRoom(conditions, size.people()) : conditions;
        this.size = size;
    }

    /// Measures, and returns what was found.
    public Report measure() {
        var report = new Report("fanout: one message to "
                + (size.toGroup() ? "a group" : "everybody") + ", stored and synced first");
        Circumstances.tell(report, conditions);
        report.circumstance("load", (size.toGroup() ? "a group with " : "") + size.receivers()
                + " receivers, " + size.senders() + " senders, "
                + Traffic.words(size.inFlight(), size.perSecond(), size.textBytes()));
        var traffic = new Traffic(conditions, report);
        for (int run = 0; run < conditions.runs(); run++) {
            try (Stage stage = Stage.open(conditions.server(), size.people())) {
                ConversationName to = size.toGroup() ? group(stage) : ConversationName.ALL;
                List<SwarmConnection> people = stage.swarm().join(stage.tokens());
                List<Lane> lanes = people.subList(0, size.senders()).stream()
                        .map(sender -> new Lane(sender, to, _ -> true)).toList();
                // Senders hear each other too.
                var plan = new Exchange.Plan(lanes, people.size() - 1, size.inFlight(),
                        size.perSecond(), size.textBytes());
                if (size.toGroup()) {
                    traffic.callTheRoll(stage, plan);
                }
                report.run(figures(traffic.run(stage, plan, run)));
            }
        }
        return report;
    }

    private static ConversationName group(Stage stage) {
        Token owner = stage.tokens().getFirst();
        try (var maker = new GroupMaker(stage.address(), owner)) {
            return maker.make("fanout", stage.tokens().stream().map(Token::user)
                    .filter(user -> !user.equals(owner.user())).toList());
        }
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
