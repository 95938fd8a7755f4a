package im.throng.bench.scenario;

import im.throng.bench.load.Person;
import im.throng.bench.load.Subject;
import im.throng.bench.load.Town;
import im.throng.bench.load.Visitor;
import im.throng.bench.report.Table;
import im.throng.protocol.message.PresenceRequest;
import im.throng.protocol.message.Push;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// What one arrival and leaving costs the server while so many are online and so many watch (P-16):
/// a login by token-less password with a cheap hash, the telling, and the end of the connection.
public final class Arrivals {

    private static final Duration TELLING_MAX = Duration.ofSeconds(30);
    private static final long POLL_NANOS = 5_000_000;
    private static final int WARM_UP = 2_000;

    private final int arrivals;
    private final Table table = new Table("online", "watchers", "arrivals",
            "cpu-us-per-arrival", "told-per-arrival", "missing");

    /// Creates the scenario.
    ///
    /// @param arrivals how many arrive one after the other for each figure, at most 500
    public Arrivals(int arrivals) {
        this.arrivals = arrivals;
    }

    /// Measures one size, with each number of watchers in turn.
    public void measure(int online, List<Integer> watcherCounts) {
        try (Subject subject = Subject.start(Map.of(
                "accounts.argon2-memory-kib", "64", "accounts.argon2-iterations", "1",
                "limits.requests-per-second", "0", "presence.everyone-limit", "0",
                "presence.everyone-return", "0", "presence.gather-ms", "50",
                "presence.offline-after-ms", "100", "limits.sessions-per-user", "1000"))) {
            var town = new Town(subject.address(), 1_000_000);
            List<Person> persons = town.register(0, online + arrivals);
            List<Person> coming = persons.subList(online, online + arrivals);
            var told = new AtomicLong();
            List<Visitor> visitors = town.login(persons.subList(0, online), _ -> push -> {
                if (push instanceof Push.PresenceChanged changed) {
                    told.addAndGet(changed.changes().size());
                }
            });
            for (int i = 0; i < WARM_UP; i++) {
                comeAndGo(town, coming.get(i % arrivals));
            }
            int watching = 0;
            for (int watchers : watcherCounts) {
                for (; watching < watchers; watching++) {
                    visitors.get(watching).ask(new PresenceRequest.Watch(
                            coming.stream().map(Person::id).toList()));
                }
                measure(subject, town, coming, new Size(online, watchers), told);
            }
            visitors.forEach(Visitor::close);
        }
    }

    /// Returns what was measured so far.
    public Table table() {
        return table;
    }

    private void measure(Subject subject, Town town, List<Person> coming, Size size,
                         AtomicLong told) {
        settle(told, told.get());
        told.set(0);
        long before = subject.cpuMicros();
        for (Person person : coming) {
            comeAndGo(town, person);
        }
        long expected = 2L * coming.size() * size.watchers();
        settle(told, expected);
        long cpu = subject.cpuMicros() - before;
        table.row(size.online(), size.watchers(), coming.size(), cpu / (double) coming.size(),
                told.get() / (double) coming.size(), expected - told.get());
    }

    private static void comeAndGo(Town town, Person person) {
        try (var visitor = new Visitor(town.server(), _ -> { })) {
            visitor.login(person);
        }
    }

    /// Waits until as many changes were told as are expected, and a moment longer.
    private static void settle(AtomicLong told, long expected) {
        long until = System.nanoTime() + TELLING_MAX.toNanos();
        while (told.get() < expected && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        long moment = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        while (System.nanoTime() - moment < 0) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private record Size(int online, int watchers) {}
}
