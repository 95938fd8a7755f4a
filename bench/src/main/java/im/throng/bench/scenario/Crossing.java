package im.throng.bench.scenario;

import im.throng.bench.load.Person;
import im.throng.bench.load.Subject;
import im.throng.bench.load.Town;
import im.throng.bench.load.Visitor;
import im.throng.bench.report.Table;
import im.throng.protocol.message.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// Many clients cross the number up to which everybody is told of everybody, in both directions
/// (P-15); each keeps a list of who is online from what it is told, and every list is compared with
/// the truth.
public final class Crossing {

    private static final Duration SETTLING_MAX = Duration.ofSeconds(60);
    private static final long POLL_NANOS = 20_000_000;

    private final Table table = new Table("online", "everyone", "lists", "ghosts", "missing");
    private final List<Visitor> visitors = new ArrayList<>();
    private final List<Roster> rosters = new ArrayList<>();
    private final List<Person> there = new ArrayList<>();

    /// Runs it with the server's own limits, 1000 and 800.
    ///
    /// @param most how many are online at the highest, above 1000
    public void run(int most) {
        try (Subject subject = Subject.start(Map.of(
                "accounts.argon2-memory-kib", "64", "accounts.argon2-iterations", "1",
                "limits.requests-per-second", "0", "presence.offline-after-ms", "200"))) {
            var town = new Town(subject.address(), 1_000_000);
            List<Person> persons = town.register(0, most);
            arrive(town, persons.subList(0, 900));
            compare(true);
            arrive(town, persons.subList(900, most));
            compare(false);
            leave(850);
            compare(false);
            leave(700);
            compare(true);
            arrive(town, persons.subList(700, 950));
            compare(true);
            visitors.forEach(Visitor::close);
        }
    }

    /// Returns what was found.
    public Table table() {
        return table;
    }

    private void arrive(Town town, List<Person> persons) {
        List<Roster> fresh = persons.stream().map(_ -> new Roster()).toList();
        List<Visitor> arrived = town.login(persons, i -> fresh.get(i)::heard);
        visitors.addAll(arrived);
        rosters.addAll(fresh);
        there.addAll(persons);
    }

    private void leave(int rest) {
        while (visitors.size() > rest) {
            visitors.removeLast().close();
            rosters.removeLast();
            there.removeLast();
        }
    }

    private void compare(boolean everyone) {
        Set<UserId> truth = there.stream().map(Person::id).collect(Collectors.toSet());
        await(() -> rosters.stream().allMatch(roster -> roster.everyone() == everyone));
        long lists = rosters.stream().filter(Roster::everyone).count();
        await(() -> {
            for (int i = 0; i < rosters.size(); i++) {
                rosters.get(i).readIfStale(visitors.get(i));
            }
            return !everyone || ghosts(truth) + missing(truth) == 0;
        });
        table.row(there.size(), everyone ? 1 : 0, lists, everyone ? ghosts(truth) : 0,
                everyone ? missing(truth) : 0);
    }

    private long ghosts(Set<UserId> truth) {
        return rosters.stream().mapToLong(roster -> roster.ghosts(truth)).sum();
    }

    private long missing(Set<UserId> truth) {
        return rosters.stream().mapToLong(roster -> roster.missing(truth)).sum();
    }

    /// Waits, within bounds, until it is so; what is not so by then shows in the figures.
    private static void await(BooleanSupplier settled) {
        long until = System.nanoTime() + SETTLING_MAX.toNanos();
        while (!settled.getAsBoolean() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
