package im.throng.bench.scenario;

import im.throng.bench.load.Pause;
import im.throng.bench.load.Person;
import im.throng.bench.load.Stage;
import im.throng.bench.load.Swarm;
import im.throng.bench.load.Town;
import im.throng.bench.load.Turnstile;
import im.throng.bench.report.Figures;
import im.throng.bench.report.Report;
import java.time.Duration;
import java.util.List;

/// Logins by password, while few and while many others are online, in turns on one server: what one
/// login costs must not grow with those who are there. A cheap hash shows everything but the hash;
/// what it costs with the default hash is measured apart.
public final class Login {

    /// Nobody is to be on the way twice.
    public static final int AT_ONCE_MAX = 250;

    private static final int PERSONS = 500;
    private static final long FIRST_PERSON = 5_000_000;
    private static final int HASHED_PERSONS = 32;
    private static final int HASHED_AT_ONCE = 8;
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final Conditions conditions;
    private final Size size;

    /// How much of it.
    ///
    /// @param few    how many others are online in one turn
    /// @param many   how many in the other, more than that
    /// @param rounds how many turns of each
    /// @param atOnce how many log in at once
    public record Size(int few, int many, int rounds, int atOnce) {}

    /// Creates the scenario.
    public Login(Conditions conditions, Size size) {
        this.conditions = conditions;
        this.size = size;
    }

    /// Measures, and returns what was found.
    public Report measure() {
        var report = new Report("login: by password, with few and with many online", "round");
        Circumstances.tell(report, conditions);
        report.circumstance("load", size.atOnce() + " at once: each connects, logs in and is "
                + "ended; then the next one begins; " + PERSONS + " people in turn");
        report.circumstance("rounds", size.rounds() + " with " + size.few() + " and with "
                + size.many() + " others online, in turns on one server");
        report.circumstance("hash", "cheap, 64 KiB and 1 pass; default-hash-... is a server of its "
                + "own with the default hash and " + size.few() + " online");
        report.circumstance("presence", "everybody is a stranger (presence.everyone-limit is 0), "
                + "and offline 0.1 s after the end of the connection");
        Conditions cheap = conditions.with("accounts.argon2-memory-kib", "64")
                .with("accounts.argon2-iterations", "1");
        try (Stage stage = Stage.open(strangers(cheap).server(), size.many())) {
            rounds(stage, report);
        }
        return report;
    }

    static Conditions strangers(Conditions some) {
        return some.with("presence.everyone-limit", "0").with("presence.everyone-return", "0")
                .with("presence.offline-after-ms", "100");
    }

    private void rounds(Stage stage, Report report) {
        List<Person> persons = new Town(stage.address(), FIRST_PERSON).register(0, PERSONS);
        stage.swarm().join(stage.tokens().subList(0, size.few()));
        for (int round = 0; round < size.rounds(); round++) {
            Duration warmUp = round == 0 ? conditions.warmUp() : Duel.settling(conditions);
            Figures few = turn(stage, persons, warmUp, report);
            Figures many;
            try (var crowd = new Swarm(stage.address())) {
                crowd.join(stage.tokens().subList(size.few(), size.many()));
                Pause.of(SETTLING);
                many = turn(stage, persons, warmUp, report);
                int there = crowd.alive() + stage.swarm().alive();
                if (there != size.many()) {
                    report.failure((size.many() - there) + " sessions were ended");
                }
            }
            // Until nothing is left to do for those who went.
            Pause.of(SETTLING);
            Figures figures = compared(few, many);
            if (round == 0) {
                figures.addAll("default-hash", hashed(report));
            }
            report.run(figures);
        }
    }

    private Figures turn(Stage stage, List<Person> persons, Duration warmUp, Report report) {
        return Entrance.measure(stage, Turnstile.ofPersons(stage.swarm(), persons), conditions,
                new Entrance.Load("login", size.atOnce(), warmUp), report);
    }

    private Figures compared(Figures few, Figures many) {
        var figures = new Figures();
        String cost = "server-cpu-us-per-login";
        few.get(cost).ifPresent(our -> many.get(cost).ifPresent(its ->
                figures.add("ratio", cost, its / our)));
        figures.addAll("online-" + size.few(), few);
        figures.addAll("online-" + size.many(), many);
        return figures;
    }

    private Figures hashed(Report report) {
        Conditions whole = strangers(conditions);
        try (Stage stage = Stage.open(whole.server(), size.few())) {
            List<Person> persons = new Town(stage.address(), FIRST_PERSON)
                    .register(0, HASHED_PERSONS);
            stage.swarm().join(stage.tokens());
            return Entrance.measure(stage, Turnstile.ofPersons(stage.swarm(), persons),
                    conditions, new Entrance.Load("login", HASHED_AT_ONCE, conditions.warmUp()),
                    report);
        }
    }
}
