package im.throng.bench.scenario;

import im.throng.bench.load.Exchange;
import im.throng.bench.load.Pause;
import im.throng.bench.load.Stage;
import im.throng.bench.report.Figures;
import im.throng.bench.report.Report;
import java.time.Duration;
import java.util.function.Function;

/// The same load on our server and on Redis in turns, so that whatever disturbs the machine
/// disturbs both. Whoever has no turn has no connections either: together they would be more than
/// one process may have.
///
/// Threading: used by one thread.
final class Duel {

    private static final Duration SETTLING_MAX = Duration.ofSeconds(3);
    /// After the last connection has ended, until nothing is left to do because of that.
    private static final Duration LEAVING = Duration.ofSeconds(1);

    private final Conditions conditions;
    private final Report report;
    private final Traffic traffic;
    private final Function<Traffic.Run, Figures> yield;

    /// One of the two.
    ///
    /// @param stage where it is
    /// @param enter connects everybody and says what they do
    record Side(Stage stage, Function<Stage, Exchange.Plan> enter) {}

    /// Creates it.
    ///
    /// @param yield what a turn yields, for either
    Duel(Conditions conditions, Report report, Function<Traffic.Run, Figures> yield) {
        this.conditions = conditions;
        this.report = report;
        this.traffic = new Traffic(conditions, report);
        this.yield = yield;
    }

    /// Returns the warm-up of every turn but the first.
    static Duration settling(Conditions conditions) {
        return conditions.warmUp().compareTo(SETTLING_MAX) < 0
                ? conditions.warmUp() : SETTLING_MAX;
    }

    /// Lets both have their turns, and reports each round.
    void fight(Side ours, Side redis, int rounds) {
        for (int round = 0; round < rounds; round++) {
            report.run(compared(turn(ours, round), turn(redis, round)));
        }
    }

    private Figures turn(Side side, int round) {
        Exchange.Plan plan = side.enter().apply(side.stage());
        Figures figures = yield.apply(traffic.run(side.stage(), plan, round,
                round == 0 ? conditions.warmUp() : settling(conditions)));
        side.stage().swarm().leave();
        Pause.of(LEAVING);
        return figures;
    }

    /// Returns the figures of both side by side, with the ratio of those where there is a better
    /// and a worse.
    static Figures compared(Figures ours, Figures redis) {
        var all = new Figures();
        for (String name : ours.names()) {
            double our = ours.get(name).orElseThrow();
            all.add("throng", name, our);
            redis.get(name).ifPresent(its -> {
                all.add("redis", name, its);
                if (isCompared(name)) {
                    all.add("ratio", name, our / its);
                }
            });
        }
        all.addCurves("throng", ours);
        all.addCurves("redis", redis);
        return all;
    }

    private static boolean isCompared(String name) {
        return name.startsWith("server-cpu") || name.endsWith("-per-s")
                // What the kernel holds is neither's merit.
                || (name.endsWith("-bytes-per-session") && !name.startsWith("kernel-"))
                || name.endsWith("-p50-ms") || name.endsWith("-p99-ms");
    }
}
