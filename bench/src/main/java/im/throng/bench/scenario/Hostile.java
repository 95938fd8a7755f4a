package im.throng.bench.scenario;

import im.throng.bench.load.Exchange;
import im.throng.bench.load.Flooder;
import im.throng.bench.load.Lane;
import im.throng.bench.load.Mob;
import im.throng.bench.load.Stage;
import im.throng.bench.load.ThrongConnection;
import im.throng.bench.probe.JvmProbe;
import im.throng.bench.probe.Machine;
import im.throng.bench.probe.ProcessProbe;
import im.throng.bench.report.Figures;
import im.throng.bench.report.Report;
import im.throng.protocol.message.ConversationName;
import java.util.ArrayList;
import java.util.List;

/// People talk, and then the same people talk while others do harm: what their messages take before
/// and during it, and what the server's memory is.
public final class Hostile {

    private static final double MIB = 1 << 20;
    /// What a session may ask in a second by default; a server of our own has no rate otherwise.
    private static final int RATE = 100;

    private final Conditions conditions;
    private final Size size;

    /// How much of it.
    ///
    /// @param pairs     how many pairs talk
    /// @param perSecond how many messages they send, all together
    /// @param textBytes the length of a text
    /// @param mob       who does harm
    public record Size(int pairs, double perSecond, int textBytes, Mob.Size mob) {}

    /// Creates the scenario.
    public Hostile(Conditions conditions, Size size) {
        this.conditions = conditions.with("limits.requests-per-second", Integer.toString(RATE));
        this.size = size;
    }

    /// Measures, and returns what was found.
    public Report measure() {
        Mob.Size mob = size.mob();
        var report = new Report("hostile: people talk while others do harm");
        Circumstances.tell(report, conditions);
        report.circumstance("load", size.pairs() + " pairs, "
                + Traffic.words(Integer.MAX_VALUE, size.perSecond(), size.textBytes()));
        report.circumstance("harm", mob.halfOpen() + " half-open connections that come back"
                + (mob.atOnce() ? " all at once, " : ", ")
                + mob.stopped() + " readers that stop, " + mob.flooders()
                + " flooders with at most " + mob.perSecond() + " requests/s each, of "
                + RATE + " that are allowed");
        report.note("the generator does the harm too, on the core where it takes the times");
        for (int run = 0; run < conditions.runs(); run++) {
            try (Stage stage = Stage.open(conditions.server(),
                    2 * size.pairs() + mob.users())) {
                report.run(figures(report, stage, run));
            }
        }
        return report;
    }

    private Figures figures(Report report, Stage stage, int run) {
        int people = 2 * size.pairs();
        var plan = new Exchange.Plan(lanes(stage.swarm().join(stage.tokens().subList(0, people))),
                1, Integer.MAX_VALUE, size.perSecond(), size.textBytes());
        var traffic = new Traffic(conditions, report);
        var figures = new Figures();
        tell(figures, "before", traffic.window(stage, plan, 2 * run, conditions.warmUp(),
                conditions.window()), stage);
        try (var mob = new Mob(stage.address(), size.mob(),
                stage.tokens().subList(people, people + size.mob().users()))) {
            mob.begin();
            Flooder.Counts begun = mob.counts();
            Traffic.Window during = traffic.window(stage, plan, 2 * run + 1,
                    conditions.warmUp(), conditions.window());
            tell(figures, "during", during, stage);
            harm(figures, report, mob, begun);
        }
        if (stage.swarm().alive() != people) {
            report.failure((people - stage.swarm().alive()) + " people were ended");
        }
        return figures;
    }

    private static void tell(Figures figures, String when, Traffic.Window window, Stage stage) {
        figures.add(when + "-messages-per-s", window.counts().done() / window.meters().seconds());
        figures.addTimes(when + "-ack", window.latencies().acknowledgements());
        figures.addTimes(when + "-delivery", window.latencies().deliveries());
        figures.addTimes(when + "-generator-late", window.latencies().lateness());
        window.meters().serverMicros().ifPresent(micros -> figures.add(
                when + "-server-core-percent", micros / 1e4 / window.meters().seconds()));
        ProcessProbe probe = stage.probe().orElse(null);
        if (probe != null) {
            figures.add(when + "-process-mib", probe.residentBytes() / MIB);
            new JvmProbe(probe.pid()).directBytes().ifPresent(bytes ->
                    figures.add(when + "-direct-mib", bytes / MIB));
        }
        Machine.socketBytes().ifPresent(bytes ->
                figures.add(when + "-kernel-sockstat-mib", bytes / MIB));
    }

    private static void harm(Figures figures, Report report, Mob mob, Flooder.Counts begun) {
        Flooder.Counts counts = mob.counts();
        figures.add("half-open-that-came-back", (double) mob.reopened());
        figures.add("flood-requests", (double) (counts.asked() - begun.asked()));
        figures.add("flood-served", (double) (counts.served() - begun.served()));
        figures.add("flood-refused", (double) (counts.refused() - begun.refused()));
        if (counts.others() > 0) {
            report.failure(counts.others() + " requests of flooders were answered with neither"
                    + " 200 nor 429");
        }
    }

    private static List<Lane> lanes(List<ThrongConnection> people) {
        List<Lane> lanes = new ArrayList<>(people.size());
        for (int i = 0; i < people.size(); i++) {
            ThrongConnection peer = people.get(i ^ 1);
            lanes.add(new Lane(people.get(i), new ConversationName.Direct(peer.user()),
                    peer::equals));
        }
        return lanes;
    }
}
