package im.throng.bench.scenario;

import im.throng.bench.load.Pause;
import im.throng.bench.load.Stage;
import im.throng.bench.load.Token;
import im.throng.bench.load.Visitor;
import im.throng.bench.report.Figures;
import im.throng.bench.report.Report;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.PresenceRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// What one arrival and leaving costs the server while so many are online and so many watch (P-16):
/// a login by token, the telling, and the end of the connection.
public final class Arrivals {

    /// Nobody watches more than that.
    public static final int PEOPLE_MAX = 500;

    private static final long NANOS_MAX = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;
    /// Long enough for the leaving to be told before the next arrival.
    private static final Duration AWAY_LEAST = Duration.ofSeconds(1);
    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration PING_EACH = Duration.ofSeconds(20);

    private final Conditions conditions;
    private final Size size;

    /// How much of it.
    ///
    /// @param online   how many others are online, in each part
    /// @param watchers how many of these watch, in each part; at most as many as are online
    /// @param people   how many come and go in turn, at most [#PEOPLE_MAX]
    public record Size(List<Integer> online, List<Integer> watchers, int people) {
        /// Keeps its own copies.
        public Size {
            online = List.copyOf(online);
            watchers = List.copyOf(watchers);
        }
    }

    /// Creates the scenario.
    public Arrivals(Conditions conditions, Size size) {
        this.conditions = Login.strangers(conditions).with("presence.gather-ms", "50");
        this.size = size;
    }

    /// Measures, and returns what was found.
    public Report measure() {
        var report = new Report("presence: one arrival and leaving, by who is online and watches");
        Circumstances.tell(report, conditions);
        report.circumstance("load", size.people() + " people in turn, one after the other: each "
                + "connects, resumes by token, and ends the connection at once");
        report.circumstance("presence", "nobody is told but who watches (presence.everyone-limit "
                + "is 0); changes are gathered for 50 ms; offline 0.1 s after the end of the "
                + "connection");
        for (int run = 0; run < conditions.runs(); run++) {
            var all = new Figures();
            for (int online : size.online()) {
                measure(report, all, online);
            }
            report.run(all);
        }
        return report;
    }

    private void measure(Report report, Figures all, int online) {
        try (Stage stage = Stage.open(conditions.server(), online + size.people())) {
            List<Token> coming = stage.tokens().subList(online, online + size.people());
            int most = size.watchers().stream().mapToInt(Integer::intValue).max().orElse(0);
            stage.swarm().join(stage.tokens().subList(most, online));
            for (int watchers : size.watchers()) {
                boolean first = watchers == size.watchers().getFirst();
                try (var part = new Part(stage, coming, most, watchers)) {
                    Duration warmUp = first ? conditions.warmUp() : Duel.settling(conditions);
                    String series = "online-" + online + "-watchers-" + watchers;
                    all.addAll(series, part.measure(report, warmUp));
                }
                int alive = stage.swarm().alive();
                if (alive != online - most) {
                    report.failure((online - most - alive) + " sessions were ended");
                }
            }
        }
    }

    /// One number of watchers. The others of those who ever watch are online all the same.
    private final class Part implements AutoCloseable {

        private final Stage stage;
        private final List<Token> coming;
        private final int watchers;
        private final Telling telling = new Telling();
        private final List<Visitor> there = new ArrayList<>();
        private final List<Long> leftNanos = new ArrayList<>();
        private final Histogram times = new Histogram(NANOS_MAX, DIGITS);
        private long arrivals;
        private long pingedNanos = System.nanoTime();

        Part(Stage stage, List<Token> coming, int most, int watchers) {
            this.stage = stage;
            this.coming = coming;
            this.watchers = watchers;
            for (int i = 0; i < most; i++) {
                var visitor = new Visitor(stage.address(), telling::heard);
                there.add(visitor);
                visitor.resume(stage.tokens().get(i));
                if (i < watchers) {
                    visitor.ask(new PresenceRequest.Watch(
                            coming.stream().map(Token::user).toList()));
                }
            }
        }

        Figures measure(Report report, Duration warmUp) {
            comeAndGo(warmUp);
            settle();
            times.reset();
            telling.measure(true);
            long begun = arrivals;
            var meters = new Meters(stage);
            comeAndGo(conditions.window());
            settle();
            meters.stop();
            telling.measure(false);
            long came = arrivals - begun;
            var figures = new Figures();
            meters.serverMicros().ifPresent(micros ->
                    figures.add("server-cpu-us-per-arrival", micros / came));
            figures.add("arrivals-per-s", came / meters.seconds());
            figures.addTimes("arrival", times);
            figures.addTimes("told", telling.times());
            meters.tell(figures, report, conditions.pinned());
            figures.add("expected-changes-told", (double) expected());
            figures.add("received-changes-told", (double) telling.told());
            if (telling.told() != expected()) {
                report.failure(watchers + " watchers were told " + telling.told() + " changes of "
                        + expected());
            }
            return figures;
        }

        /// Each arrival is told each watcher, and each leaving.
        private long expected() {
            return 2 * arrivals * watchers;
        }

        private void comeAndGo(Duration span) {
            long until = System.nanoTime() + span.toNanos();
            do {
                int place = (int) (arrivals % coming.size());
                awaitTurn(place);
                Token who = coming.get(place);
                telling.comes(who.user());
                long came = System.nanoTime();
                try (var visitor = new Visitor(stage.address(), _ -> { })) {
                    visitor.resume(who);
                    times.recordValue(Math.clamp(System.nanoTime() - came, 0, NANOS_MAX));
                }
                arrivals++;
                if (leftNanos.size() < coming.size()) {
                    leftNanos.add(System.nanoTime());
                } else {
                    leftNanos.set(place, System.nanoTime());
                }
                showLife();
            } while (System.nanoTime() - until < 0);
        }

        private void awaitTurn(int place) {
            if (place < leftNanos.size()) {
                long away = System.nanoTime() - leftNanos.get(place);
                Pause.of(AWAY_LEAST.minusNanos(away));
            }
        }

        /// Who only listens would be taken for dead.
        private void showLife() {
            if (System.nanoTime() - pingedNanos > PING_EACH.toNanos()) {
                pingedNanos = System.nanoTime();
                there.forEach(visitor -> visitor.ask(new ChatRequest.Ping()));
            }
        }

        /// Waits until everything is told that is to be, and a moment longer: nothing may follow.
        private void settle() {
            long until = System.nanoTime() + conditions.drain().toNanos();
            while (telling.told() < expected() && System.nanoTime() - until < 0) {
                Pause.of(POLL);
            }
            Pause.of(MOMENT);
        }

        @Override
        public void close() {
            there.forEach(Visitor::close);
        }
    }
}
