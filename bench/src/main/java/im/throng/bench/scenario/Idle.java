package im.throng.bench.scenario;

import im.throng.bench.load.Pause;
import im.throng.bench.load.RedisConnection;
import im.throng.bench.load.ServerChoice;
import im.throng.bench.load.ServerDoor;
import im.throng.bench.load.Stage;
import im.throng.bench.probe.JvmProbe;
import im.throng.bench.probe.Machine;
import im.throng.bench.probe.ProcessProbe;
import im.throng.bench.report.Figures;
import im.throng.bench.report.Report;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/// Many are logged in and say nothing: what a session costs in memory, what its login costs, and
/// what it costs to hear that it lives.
public final class Idle {

    private static final int SMALL_MAX = 5_000;
    private static final String CHANNEL = "all";
    private static final double MIB = 1 << 20;

    private final Conditions conditions;
    private final int sessions;
    private final ServerDoor door;

    /// Memory at one number of sessions, after garbage was collected.
    private record Level(int sessions, OptionalLong resident, OptionalLong heap,
                         OptionalLong direct, OptionalLong sockets, OptionalLong slab) {}

    /// Creates the scenario.
    ///
    /// @param sessions how many are logged in at most, at least 2
    /// @param door     by which of our server's doors they come
    public Idle(Conditions conditions, int sessions, ServerDoor door) {
        this.door = door;
        this.conditions = conditions;
        this.sessions = sessions;
    }

    /// Measures, and returns what was found.
    public Report measure() {
        int small = Math.min(SMALL_MAX, sessions / 2);
        var report = new Report("idle: sessions that are logged in and say nothing");
        Circumstances.tell(report, conditions);
        tellLoad(report, small);
        for (int run = 0; run < conditions.runs(); run++) {
            report.run(ours(report, small));
        }
        return report;
    }

    /// Measures our own server and Redis in turns, both new in each round, and returns what was
    /// found.
    public Report measureAgainst(Opponent opponent, ServerChoice.Own own) {
        int small = Math.min(SMALL_MAX, sessions / 2);
        var report = new Report("idle against Redis: sessions that say nothing, or subscribers",
                "round");
        Circumstances.tell(report, conditions);
        opponent.tell(report);
        report.circumstance("rounds", opponent.rounds() + " of each in turns, each time with a new "
                + "process");
        tellLoad(report, small);
        for (int round = 0; round < opponent.rounds(); round++) {
            Figures ours = ours(report, small);
            try (Stage stage = Stage.openRedis(opponent.redis(), own, sessions)) {
                report.run(Duel.compared(ours, figures(report, stage, small, (from, to) ->
                        stage.swarm().enter(Stream.generate(() -> RedisConnection.subscriber(
                                CHANNEL)).limit(to - from).toList()))));
            }
        }
        return report;
    }

    private void tellLoad(Report report, int small) {
        report.circumstance("load", "memory as the slope from " + small + " to " + sessions
                + " sessions, each heard once in heartbeatMs");
        report.circumstance("door", door == ServerDoor.FRAMED ? "length-prefixed frames"
                : "WebSocket");
        report.circumstance("kernel-memory", "of the whole machine, so both ends of each "
                + "connection: sockstat counts what waits in sockets, slab all its objects");
    }

    private Figures ours(Report report, int small) {
        try (Stage stage = Stage.open(conditions.server(), sessions)) {
            return figures(report, stage, small, (from, to) ->
                    stage.swarm().join(stage.tokens().subList(from, to), door));
        }
    }

    /// Lets some come.
    private interface Door {
        void enter(int from, int to);
    }

    private Figures figures(Report report, Stage stage, int small, Door door) {
        var figures = new Figures();
        join(stage, door, 0, small);
        Level low = level(stage, small);
        Meters logins = join(stage, door, small, sessions);
        logins.serverMicros().ifPresent(micros -> {
            double each = micros / (sessions - small);
            figures.add("server-cpu-us-per-resume", each);
            figures.add("resumes-per-s-on-one-core", 1e6 / each);
        });
        Level high = level(stage, sessions);
        slope(figures, "process", low, high, Level::resident);
        slope(figures, "live-heap", low, high, Level::heap);
        slope(figures, "direct", low, high, Level::direct);
        slope(figures, "kernel-sockstat", low, high, Level::sockets);
        slope(figures, "kernel-slab", low, high, Level::slab);
        high.resident.ifPresent(bytes -> figures.add("process-mib", bytes / MIB));
        high.heap.ifPresent(bytes -> figures.add("live-heap-mib", bytes / MIB));
        beat(figures, report, stage);
        int there = stage.swarm().alive();
        figures.add("sessions-at-the-end", there);
        if (there != sessions) {
            report.failure((sessions - there) + " sessions were ended");
        }
        return figures;
    }

    private void beat(Figures figures, Report report, Stage stage) {
        Pause.of(conditions.warmUp());
        var meters = new Meters(stage);
        long pings = stage.swarm().pings();
        Pause.of(conditions.window());
        long sent = stage.swarm().pings() - pings;
        meters.stop();
        figures.add("pings-per-s", sent / meters.seconds());
        meters.tell(figures, report, conditions.pinned());
        meters.serverMicros().ifPresent(micros ->
                figures.add("server-cpu-us-per-ping", micros / sent));
    }

    private static Meters join(Stage stage, Door door, int from, int to) {
        var meters = new Meters(stage);
        door.enter(from, to);
        meters.stop();
        return meters;
    }

    private static Level level(Stage stage, int sessions) {
        ProcessProbe probe = stage.probe().orElse(null);
        if (probe == null) {
            return new Level(sessions, OptionalLong.empty(), OptionalLong.empty(),
                    OptionalLong.empty(), Machine.socketBytes(), Machine.slabBytes());
        }
        var jvm = new JvmProbe(probe.pid());
        OptionalLong heap = jvm.liveHeapBytes();
        return new Level(sessions, OptionalLong.of(probe.residentBytes()), heap,
                jvm.directBytes(), Machine.socketBytes(), Machine.slabBytes());
    }

    /// Returns the server's memory after garbage was collected.
    static Figures memory(Stage stage) {
        Level now = level(stage, stage.swarm().connections().size());
        var figures = new Figures();
        now.resident.ifPresent(bytes -> figures.add("process-mib", bytes / MIB));
        now.heap.ifPresent(bytes -> figures.add("live-heap-mib", bytes / MIB));
        return figures;
    }

    private static void slope(Figures figures, String what, Level low, Level high,
                              Function<Level, OptionalLong> part) {
        OptionalLong from = part.apply(low);
        OptionalLong to = part.apply(high);
        if (from.isPresent() && to.isPresent()) {
            figures.add(what + "-bytes-per-session", (to.getAsLong() - from.getAsLong())
                    / (double) (high.sessions - low.sessions));
        }
    }
}
