package im.throng.fault;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.bench.check.Verdict;
import im.throng.bench.trial.Trial;
import im.throng.bench.trial.TrialPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What `./throng check` does, in small: the server is killed again and again while it is sent to.
/// `-Dthrong.cycles=20 -Dthrong.seed=7` runs it longer, otherwise.
class CheckIT {

    private static final int CYCLES = Integer.getInteger("throng.cycles", 3);
    private static final long SEED = Long.getLong("throng.seed", 20_260_101);
    private static final int CYCLE_MILLIS = 2000;
    private static final int RATE = 1500;

    @Test
    void p17_whatWasAcknowledgedSurvivesKillNine() {
        var plan = new TrialPlan(CYCLES, CYCLE_MILLIS, RATE, SEED);
        var report = new Trial(plan, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1")).run();
        report.print(System.out);
        assertThat(report.verdict().lines()).filteredOn(line -> line.breaches() > 0).isEmpty();
        assertThat(report.verdict().outcome()).isEqualTo(Verdict.Outcome.VALID);
        assertThat(report.kills()).isGreaterThanOrEqualTo(CYCLES);
    }
}
