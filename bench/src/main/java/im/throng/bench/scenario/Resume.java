package im.throng.bench.scenario;

import im.throng.bench.load.Stage;
import im.throng.bench.load.Turnstile;
import im.throng.bench.report.Report;

/// Sessions are resumed by their tokens over new connections, as fast as the server lets them in:
/// what comes when a network was away for a moment.
public final class Resume {

    private final Conditions conditions;
    private final int sessions;
    private final int atOnce;

    /// Creates the scenario.
    ///
    /// @param sessions how many take turns
    /// @param atOnce   how many connections there are at once, at most as many as sessions
    public Resume(Conditions conditions, int sessions, int atOnce) {
        this.conditions = conditions;
        this.sessions = sessions;
        this.atOnce = atOnce;
    }

    /// Measures, and returns what was found.
    public Report measure() {
        var report = new Report("resume: sessions go on over new connections");
        Circumstances.tell(report, conditions);
        report.circumstance("load", sessions + " sessions in turn, " + atOnce + " connections at "
                + "once: each connects, resumes and is ended; then the next one begins");
        report.circumstance("times", "from the beginning of the connecting to the answer");
        for (int run = 0; run < conditions.runs(); run++) {
            try (Stage stage = Stage.open(conditions.server(), sessions)) {
                report.run(Entrance.measure(stage,
                        Turnstile.ofTokens(stage.swarm(), stage.tokens()), conditions,
                        new Entrance.Load("resume", atOnce, conditions.warmUp()), report));
            }
        }
        return report;
    }
}
