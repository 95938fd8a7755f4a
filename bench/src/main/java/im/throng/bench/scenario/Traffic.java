package im.throng.bench.scenario;

import im.throng.bench.load.Counts;
import im.throng.bench.load.Exchange;
import im.throng.bench.load.Latencies;
import im.throng.bench.load.Outcome;
import im.throng.bench.load.Pause;
import im.throng.bench.load.Stage;
import im.throng.bench.report.Figures;
import im.throng.bench.report.Report;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// One run of messages between people who are logged in: warm-up, window, and the wait until
/// everything has arrived.
final class Traffic {

    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Conditions conditions;
    private final Report report;

    Traffic(Conditions conditions, Report report) {
        this.conditions = conditions;
        this.report = report;
    }

    /// Says how much is sent.
    static String words(int inFlight, double perSecond, int textBytes) {
        String limit = inFlight == Integer.MAX_VALUE ? "no limit" : "at most " + inFlight;
        String rate = perSecond > 0
                ? String.format(Locale.ROOT, "%.0f messages/s, times from the schedule", perSecond)
                : "closed loop: the next when one is acknowledged and received by all";
        return limit + " in flight each, " + rate + ", texts of " + textBytes + " bytes";
    }

    /// What a run yielded.
    record Run(Figures figures, Counts counts, Meters meters, Latencies latencies) {}

    /// Runs it once.
    ///
    /// @param number which run it is
    Run run(Stage stage, Exchange.Plan plan, int number) {
        // The clock makes it differ from runs of other programs on the same server.
        var exchange = new Exchange(stage.swarm(), plan, (int) System.nanoTime() * 31 + number);
        exchange.begin();
        Pause.of(conditions.warmUp());
        var meters = new Meters(stage);
        Counts begun = exchange.openWindow();
        Pause.of(conditions.window());
        Counts counts = exchange.closeWindow().since(begun);
        meters.stop();
        long backlog = exchange.backlog();
        Outcome outcome = exchange.drain(conditions.drain());
        outcome.failures().forEach(report::failure);
        Latencies latencies = exchange.latencies();
        judge(plan, latencies, backlog);
        var figures = new Figures();
        figures.add("messages-per-s", counts.done() / meters.seconds());
        figures.add("deliveries-per-s", counts.delivered() / meters.seconds());
        meters.tell(figures, report, conditions.pinned());
        figures.add("expected-deliveries", (double) outcome.expected());
        figures.add("received-deliveries", (double) outcome.received());
        return new Run(figures, counts, meters, latencies);
    }

    private void judge(Exchange.Plan plan, Latencies latencies, long backlog) {
        if (latencies.lateness().getValueAtPercentile(99) > LATE_NANOS) {
            report.note("the generator fell behind its schedule: times hold that too");
        }
        if (plan.perSecond() > 0 && backlog > plan.perSecond() / 10) {
            report.note(backlog + " messages that were due had not been sent at the window's end: "
                    + "the rate is more than can be had");
        }
    }
}
