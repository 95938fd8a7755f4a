package im.throng.bench.scenario;

import im.throng.bench.load.Counts;
import im.throng.bench.load.Exchange;
import im.throng.bench.load.Latencies;
import im.throng.bench.load.Outcome;
import im.throng.bench.load.Pause;
import im.throng.bench.load.Stage;
import im.throng.bench.report.Figures;
import im.throng.bench.report.Report;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// One run of messages between people who are logged in: warm-up, window, and the wait until
/// everything has arrived.
final class Traffic {

    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /// How long one call waits for the last to hear it, and how long there are calls.
    private static final Duration ROLL_CALL = Duration.ofSeconds(2);
    private static final Duration ROLL_MAX = Duration.ofMinutes(2);

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

    /// What a window yielded, and in all how many messages were sent before it and in it.
    record Window(Counts counts, Meters meters, Latencies latencies, long backlog, long sent,
                  Outcome outcome) {}

    /// Runs it once.
    ///
    /// @param number which run it is
    Run run(Stage stage, Exchange.Plan plan, int number) {
        return run(stage, plan, number, conditions.warmUp());
    }

    /// Runs it once, with a warm-up of its own length.
    Run run(Stage stage, Exchange.Plan plan, int number, Duration warmUp) {
        Window window = window(stage, plan, number, warmUp, conditions.window());
        judge(plan, window.latencies(), window.backlog());
        var figures = new Figures();
        Meters meters = window.meters();
        figures.add("messages-per-s", window.counts().done() / meters.seconds());
        figures.add("deliveries-per-s", window.counts().delivered() / meters.seconds());
        meters.tell(figures, report, conditions.pinned());
        figures.add("expected-deliveries", (double) window.outcome().expected());
        figures.add("received-deliveries", (double) window.outcome().received());
        return new Run(figures, window.counts(), meters, window.latencies());
    }

    /// Runs a plan for so long, and waits until everything has arrived.
    ///
    /// @param number tells it from others on this server
    Window window(Stage stage, Exchange.Plan plan, int number, Duration warmUp,
                  Duration length) {
        return window(stage, plan, number, warmUp, () -> Pause.of(length));
    }

    /// Runs a plan while something else happens, and waits until everything has arrived.
    ///
    /// @param meanwhile what the window lasts as long as
    Window window(Stage stage, Exchange.Plan plan, int number, Duration warmUp,
                  Runnable meanwhile) {
        var exchange = new Exchange(stage.swarm(), plan, mark(number));
        // A collection of ours within the window would count as a wait for the server.
        System.gc();
        exchange.begin();
        Pause.of(warmUp);
        var meters = new Meters(stage);
        Counts begun = exchange.openWindow();
        meanwhile.run();
        Counts ended = exchange.closeWindow();
        meters.stop();
        long backlog = exchange.backlog();
        Outcome outcome = exchange.drain(conditions.drain());
        outcome.failures().forEach(report::failure);
        return new Window(ended.since(begun), meters, exchange.latencies(), backlog,
                ended.sent(), outcome);
    }

    /// Sends until everybody hears it: the server tells a connection of its groups some time
    /// after the login, and what is said until then it is only hinted.
    ///
    /// @return how many messages that took
    long callTheRoll(Stage stage, Exchange.Plan plan) {
        var once = new Exchange.Plan(plan.lanes(), plan.deliveriesEach(), 1, 0,
                plan.textBytes());
        long until = System.nanoTime() + ROLL_MAX.toNanos();
        for (long sent = 0; ;) {
            var exchange = new Exchange(stage.swarm(), once, mark(0));
            exchange.begin();
            sent += exchange.closeWindow().sent();
            Outcome outcome = exchange.drain(ROLL_CALL);
            if (outcome.isComplete()) {
                return sent;
            }
            if (System.nanoTime() - until > 0) {
                throw new IllegalStateException("not everybody hears the group: "
                        + String.join("; ", outcome.failures()));
            }
        }
    }

    /// The clock makes it differ from runs of other programs on the same server.
    private static int mark(int number) {
        return (int) System.nanoTime() * 31 + number;
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
