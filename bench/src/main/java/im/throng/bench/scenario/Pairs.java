package im.throng.bench.scenario;

import im.throng.bench.load.Exchange;
import im.throng.bench.load.Lane;
import im.throng.bench.load.RedisConnection;
import im.throng.bench.load.ServerChoice;
import im.throng.bench.load.Stage;
import im.throng.bench.load.ThrongConnection;
import im.throng.bench.load.Token;
import im.throng.bench.report.Figures;
import im.throng.bench.report.Report;
import im.throng.protocol.message.ConversationName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/// Pairs of people write to each other, both ways: each message is durable before it is
/// acknowledged, and delivered once.
public final class Pairs {

    /// Names of channels are as long as ids of users.
    private static final int FIRST_CHANNEL = 1_000_000;

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
        report.circumstance("load", load());
        var traffic = new Traffic(conditions, report);
        for (int run = 0; run < conditions.runs(); run++) {
            try (Stage stage = Stage.open(conditions.server(), 2 * size.pairs())) {
                report.run(figures(traffic.run(stage, plan(stage), run)));
            }
        }
        return report;
    }

    /// Measures our own server and Redis in turns, and returns what was found.
    public Report measureAgainst(Opponent opponent, ServerChoice.Own own) {
        var report = new Report("pairs against Redis: messages both ways, by ours stored and "
                + "synced first, by Redis not", "round");
        Circumstances.tell(report, conditions);
        opponent.tell(report, conditions);
        report.circumstance("load", load());
        try (Stage ours = Stage.open(conditions.server(), 2 * size.pairs());
                Stage redis = Stage.openRedis(opponent.redis(), own, 2 * size.pairs())) {
            new Duel(conditions, report, Pairs::figures).fight(
                    new Duel.Side(ours, this::plan), new Duel.Side(redis, this::redisPlan),
                    opponent.rounds());
        }
        return report;
    }

    /// Says how much of it there is.
    String load() {
        return size.pairs() + " pairs, "
                + Traffic.words(size.inFlight(), size.perSecond(), size.textBytes());
    }

    private Exchange.Plan plan(Stage stage) {
        return plan(stage, stage.tokens());
    }

    /// Connects these people and says what they do.
    Exchange.Plan plan(Stage stage, List<Token> tokens) {
        List<ThrongConnection> people = stage.swarm().join(tokens);
        return plan(people, (sender, peer) -> new Lane(sender,
                new ConversationName.Direct(peer.user()), peer::equals));
    }

    private Exchange.Plan redisPlan(Stage stage) {
        List<RedisConnection> people = stage.swarm().enter(IntStream.range(0, 2 * size.pairs())
                .mapToObj(i -> RedisConnection.both(String.valueOf(FIRST_CHANNEL + i))).toList());
        return plan(people, (sender, peer) -> Lane.toChannel(sender, peer.channel(),
                peer::equals));
    }

    private <C> Exchange.Plan plan(List<C> people, BiFunction<C, C, Lane> lane) {
        List<Lane> lanes = new ArrayList<>(people.size());
        for (int i = 0; i < people.size(); i++) {
            lanes.add(lane.apply(people.get(i), people.get(i ^ 1)));
        }
        return new Exchange.Plan(lanes, 1, size.inFlight(), size.perSecond(), size.textBytes());
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
