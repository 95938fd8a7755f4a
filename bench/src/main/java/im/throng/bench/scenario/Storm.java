package im.throng.bench.scenario;

import im.throng.bench.load.Comeback;
import im.throng.bench.load.Exchange;
import im.throng.bench.load.Stage;
import im.throng.bench.load.Swarm;
import im.throng.bench.load.Token;
import im.throng.bench.report.Figures;
import im.throng.bench.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/// All sessions lose their connections at the same moment and come back, while a few pairs that
/// keep theirs go on writing: how long until everybody is back, and what the others feel of it.
public final class Storm {

    /// The waits of the client library: full jitter below a bound that doubles from try to try.
    private static final long BACKOFF_BASE_MS = 1_000;
    private static final long BACKOFF_CAP_MS = 60_000;
    private static final int DOUBLINGS_MAX = 10;
    private static final Duration BACK_MAX = Duration.ofMinutes(2);
    private static final Duration SETTLING = Duration.ofSeconds(1);
    private static final int MESSAGE_BYTES = 100;

    private final Conditions conditions;
    private final Size size;
    private final SplittableRandom random = new SplittableRandom();

    /// How much of it.
    ///
    /// @param sessions  how many are cut
    /// @param pairs     how many pairs are not
    /// @param perSecond how many messages these send, all together
    /// @param spread    whether the first try waits, too, by the back-off of the client library;
    ///                  otherwise all come at once, and wait only after a try that failed
    public record Size(int sessions, int pairs, double perSecond, boolean spread) {}

    /// Creates the scenario.
    public Storm(Conditions conditions, Size size) {
        this.conditions = conditions;
        this.size = size;
    }

    /// Measures, and returns what was found.
    public Report measure() {
        var report = new Report("storm: all connections are cut at once, and everybody returns");
        Circumstances.tell(report, conditions);
        report.circumstance("load", size.sessions() + " sessions are cut, resume by token and ask "
                + "for the first page of their conversations");
        report.circumstance("return", (size.spread() ? "after a random time below "
                + BACKOFF_BASE_MS + " ms" : "all at once") + "; after a try that failed the bound "
                + "of that time doubles, to " + BACKOFF_CAP_MS + " ms at most");
        report.circumstance("others", pairs().load() + "; they keep their connections");
        for (int run = 0; run < conditions.runs(); run++) {
            try (Stage stage = Stage.open(conditions.server(),
                    2 * size.pairs() + size.sessions());
                    var crowd = new Swarm(stage.address())) {
                report.run(figures(report, stage, crowd, run));
            }
        }
        return report;
    }

    private Pairs pairs() {
        return new Pairs(conditions, new Pairs.Size(size.pairs(), Integer.MAX_VALUE,
                size.perSecond(), MESSAGE_BYTES));
    }

    private Figures figures(Report report, Stage stage, Swarm crowd, int run) {
        List<Token> tokens = stage.tokens();
        List<Token> cut = tokens.subList(2 * size.pairs(), tokens.size());
        Exchange.Plan plan = pairs().plan(stage, tokens.subList(0, 2 * size.pairs()));
        crowd.join(cut);
        var traffic = new Traffic(conditions, report);
        Traffic.Window before = traffic.window(stage, plan, 2 * run, conditions.warmUp(),
                conditions.window());
        var comeback = new Comeback(crowd, cut, this::delay);
        var result = new AtomicReference<Comeback.Result>();
        Traffic.Window during = traffic.window(stage, plan, 2 * run + 1, SETTLING,
                () -> result.set(comeback.storm(BACK_MAX)));
        comeback.end();
        return figures(report, result.get(), before, during);
    }

    private Figures figures(Report report, Comeback.Result result, Traffic.Window before,
                            Traffic.Window during) {
        if (result.synced() != size.sessions() || result.lost() > 0) {
            report.failure("of " + size.sessions() + " sessions " + result.synced()
                    + " came back and " + result.lost() + " were ended again; the first failure: "
                    + result.firstFailure());
        }
        var figures = new Figures();
        figures.add("all-back-s", result.returns().getMaxValue() / 1e9);
        figures.add("all-synced-s", result.syncs().getMaxValue() / 1e9);
        figures.addTimes("synced", result.syncs());
        figures.add("tries", (double) result.tries());
        during.meters().serverMicros().ifPresent(micros ->
                figures.add("server-cpu-us-per-return", micros / result.synced()));
        during.meters().tell(figures, report, conditions.pinned());
        figures.addTimes("others-before-delivery", before.latencies().deliveries());
        figures.addTimes("others-during-delivery", during.latencies().deliveries());
        // Part of that is the generator, which has all those who come back on its own core.
        figures.addTimes("generator-late-before", before.latencies().lateness());
        figures.addTimes("generator-late-during", during.latencies().lateness());
        figures.add("expected-deliveries", (double) (before.outcome().expected()
                + during.outcome().expected()));
        figures.add("received-deliveries", (double) (before.outcome().received()
                + during.outcome().received()));
        return figures;
    }

    private Duration delay(int failures) {
        if (failures == 0 && !size.spread()) {
            return Duration.ZERO;
        }
        long most = Math.min(BACKOFF_CAP_MS,
                BACKOFF_BASE_MS << Math.min(failures, DOUBLINGS_MAX));
        return Duration.ofMillis(random.nextLong(most));
    }
}
