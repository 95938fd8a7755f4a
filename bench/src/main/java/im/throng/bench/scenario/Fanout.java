package im.throng.bench.scenario;

import im.throng.bench.load.Exchange;
import im.throng.bench.load.GroupMaker;
import im.throng.bench.load.Lane;
import im.throng.bench.load.RedisConnection;
import im.throng.bench.load.ServerChoice;
import im.throng.bench.load.Stage;
import im.throng.bench.load.ThrongConnection;
import im.throng.bench.load.Token;
import im.throng.bench.report.Figures;
import im.throng.bench.report.Report;
import im.throng.protocol.message.ConversationName;
import java.util.List;
import java.util.stream.Stream;

/// Few say something to everybody, or to a group: each message is stored once and pushed to all who
/// are there.
public final class Fanout {

    private static final String CHANNEL = "all";

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
        report.circumstance("load", load());
        var traffic = new Traffic(conditions, report);
        for (int run = 0; run < conditions.runs(); run++) {
            try (Stage stage = Stage.open(conditions.server(), size.people())) {
                ConversationName to = size.toGroup() ? group(stage) : ConversationName.ALL;
                report.run(figures(traffic.run(stage, plan(stage, to, traffic), run)));
            }
        }
        return report;
    }

    /// Measures our own server and Redis in turns, and returns what was found.
    public Report measureAgainst(Opponent opponent, ServerChoice.Own own) {
        var report = new Report("fanout against Redis: one message to all receivers, by ours "
                + "stored and synced first, by Redis not", "round");
        Circumstances.tell(report, conditions);
        opponent.tell(report, conditions);
        report.circumstance("load", load());
        try (Stage ours = Stage.open(conditions.server(), size.people());
                Stage redis = Stage.openRedis(opponent.redis(), own, size.people())) {
            ConversationName to = size.toGroup() ? group(ours) : ConversationName.ALL;
            var traffic = new Traffic(conditions, report);
            new Duel(conditions, report, Fanout::figures).fight(
                    new Duel.Side(ours, stage -> plan(stage, to, traffic)),
                    new Duel.Side(redis, this::redisPlan), opponent.rounds());
        }
        return report;
    }

    private String load() {
        return (size.toGroup() ? "a group with " : "") + size.receivers() + " receivers, "
                + size.senders() + " senders, "
                + Traffic.words(size.inFlight(), size.perSecond(), size.textBytes());
    }

    private Exchange.Plan plan(Stage stage, ConversationName to, Traffic traffic) {
        List<ThrongConnection> people = stage.swarm().join(stage.tokens());
        List<Lane> lanes = people.subList(0, size.senders()).stream()
                .map(sender -> new Lane(sender, to, _ -> true)).toList();
        // Senders hear each other too.
        var plan = new Exchange.Plan(lanes, people.size() - 1, size.inFlight(),
                size.perSecond(), size.textBytes());
        if (size.toGroup()) {
            traffic.callTheRoll(stage, plan);
        }
        return plan;
    }

    private Exchange.Plan redisPlan(Stage stage) {
        List<RedisConnection> senders = stage.swarm().enter(Stream.generate(
                RedisConnection::publisher).limit(size.senders()).toList());
        stage.swarm().enter(Stream.generate(() -> RedisConnection.subscriber(CHANNEL))
                .limit(size.receivers()).toList());
        // Who only publishes hears nothing.
        List<Lane> lanes = senders.stream().map(sender -> Lane.toChannel(sender, CHANNEL,
                receiver -> receiver instanceof RedisConnection one
                        && one.channel().equals(CHANNEL))).toList();
        return new Exchange.Plan(lanes, size.receivers(), size.inFlight(), size.perSecond(),
                size.textBytes());
    }

    private static ConversationName group(Stage stage) {
        Token owner = stage.tokens().getFirst();
        try (var maker = new GroupMaker(stage.address(), owner)) {
            return maker.make("fanout", stage.tokens().stream().map(Token::user)
                    .filter(user -> !user.equals(owner.user())).toList());
        }
    }

    static Figures figures(Traffic.Run run) {
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
