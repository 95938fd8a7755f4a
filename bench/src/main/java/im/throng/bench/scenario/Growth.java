package im.throng.bench.scenario;

import im.throng.bench.load.Exchange;
import im.throng.bench.load.Lane;
import im.throng.bench.load.Pause;
import im.throng.bench.load.Stage;
import im.throng.bench.load.ThrongConnection;
import im.throng.bench.load.Token;
import im.throng.bench.load.Turnstile;
import im.throng.bench.report.Figures;
import im.throng.bench.report.Report;
import im.throng.bench.report.Trend;
import im.throng.protocol.message.ConversationName;
import java.time.Duration;
import java.util.List;

/// What things cost while more and more are online, on one server: memory, a login by token, a
/// delivery to everybody, and the heartbeats.
public final class Growth {

    private static final int COMING = 500;
    private static final int AT_ONCE = 64;
    private static final int TEXT_BYTES = 100;
    private static final Duration SETTLING_MAX = Duration.ofSeconds(2);
    private static final String ONLINE = "online";
    private static final double PERCENT = 100;

    private final Conditions conditions;
    private final List<Integer> sizes;

    /// Creates the scenario.
    ///
    /// @param sizes how many are online, rising, each at least 2
    public Growth(Conditions conditions, List<Integer> sizes) {
        this.conditions = Login.strangers(conditions);
        this.sizes = List.copyOf(sizes);
    }

    /// Measures, and returns what was found.
    public Report measure() {
        var report = new Report("growth: what things cost while more and more are online");
        Circumstances.tell(report, conditions);
        report.circumstance("load", "first memory, while " + sizes + " come; then, warm and from "
                + "the least on again: logins by token, " + AT_ONCE + " of " + COMING
                + " others at once; one sender to all, 1 in flight; heartbeats alone");
        report.circumstance("presence", "everybody is a stranger (presence.everyone-limit is 0), "
                + "and offline 0.1 s after the end of the connection");
        trends().forEach(report::trend);
        for (int run = 0; run < conditions.runs(); run++) {
            try (Stage stage = Stage.open(conditions.server(), sizes.getLast() + COMING)) {
                report.run(figures(report, stage));
            }
        }
        return report;
    }

    private List<Trend> trends() {
        return List.of(trend("memory", "MiB", "process-mib", "live-heap-mib"),
                trend("login", "µs of the server", "server-cpu-us-per-resume"),
                trend("fan-out", "µs of the server", "server-cpu-us-per-delivery"),
                trend("fan-out time", "ms", "last-delivery-p50-ms", "last-delivery-p99-ms"),
                trend("heartbeats", "% of a core", "heartbeats-core-percent"));
    }

    private Trend trend(String title, String unit, String... names) {
        return new Trend(title, unit, List.of(names), ONLINE, sizes);
    }

    private Figures figures(Report report, Stage stage) {
        var all = new Figures();
        int there = 0;
        for (int size : sizes) {
            stage.swarm().join(stage.tokens().subList(there, size));
            there = size;
            all.addAll(series(size), Idle.memory(stage));
        }
        stage.swarm().leave();
        Pause.of(SETTLING_MAX);
        for (int size : sizes) {
            boolean first = size == sizes.getFirst();
            there = first ? 0 : stage.swarm().connections().size();
            stage.swarm().join(stage.tokens().subList(there, size));
            Duration settling = first ? conditions.warmUp() : settling();
            all.addAll(series(size), logins(report, stage, settling));
            all.addAll(series(size), fanOut(report, stage, size, settling));
            all.addAll(series(size), heartbeats(report, stage));
            int alive = stage.swarm().alive();
            if (alive != size) {
                report.failure((size - alive) + " of " + size + " sessions were ended");
            }
        }
        return all;
    }

    private static String series(int size) {
        return ONLINE + "-" + size;
    }

    private Duration settling() {
        return conditions.warmUp().compareTo(SETTLING_MAX) < 0
                ? conditions.warmUp() : SETTLING_MAX;
    }

    private Figures logins(Report report, Stage stage, Duration settling) {
        List<Token> coming = stage.tokens().subList(sizes.getLast(), sizes.getLast() + COMING);
        Figures found = Entrance.measure(stage, Turnstile.ofTokens(stage.swarm(), coming),
                conditions, new Entrance.Load("resume", AT_ONCE, settling), report);
        return part(found, "login", "server-cpu-us-per-resume", "resumes-per-s",
                "resume-p50-ms", "resume-p99-ms");
    }

    private Figures fanOut(Report report, Stage stage, int size, Duration settling) {
        var sender = (ThrongConnection) stage.swarm().connections().getFirst();
        var plan = new Exchange.Plan(
                List.of(new Lane(sender, ConversationName.ALL, _ -> true)), size - 1, 1, 0,
                TEXT_BYTES);
        Figures found = Fanout.figures(
                new Traffic(conditions, report).run(stage, plan, size, settling));
        return part(found, "fan-out", "server-cpu-us-per-delivery", "deliveries-per-s",
                "last-delivery-p50-ms", "last-delivery-p99-ms", "expected-deliveries",
                "received-deliveries");
    }

    private Figures heartbeats(Report report, Stage stage) {
        Pause.of(settling());
        var meters = new Meters(stage);
        long begun = stage.swarm().pings();
        Pause.of(conditions.window());
        long pings = stage.swarm().pings() - begun;
        meters.stop();
        var found = new Figures();
        meters.tell(found, report, conditions.pinned());
        meters.serverMicros().ifPresent(micros -> {
            found.add("heartbeats-core-percent", PERCENT * micros / 1e6 / meters.seconds());
            found.add("server-cpu-us-per-ping", micros / pings);
        });
        return part(found, "heartbeats", "heartbeats-core-percent", "server-cpu-us-per-ping");
    }

    /// Returns some of the figures, and how disturbed the window was.
    private static Figures part(Figures found, String window, String... names) {
        var part = new Figures();
        for (String name : names) {
            found.get(name).ifPresent(value -> part.add(name, value));
        }
        found.get("others-core-percent").ifPresent(value ->
                part.add("others-core-percent-during-" + window, value));
        return part;
    }
}
