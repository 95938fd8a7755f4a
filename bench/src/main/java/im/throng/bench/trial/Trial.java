package im.throng.bench.trial;

import im.throng.bench.check.Checker;
import im.throng.bench.check.History;
import im.throng.bench.load.Person;
import im.throng.bench.load.Subject;
import im.throng.bench.load.Town;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Has a few actors talk to a server that is killed (SIGKILL) and started again on its data, cycle
/// after cycle, and judges what they saw.
///
/// Threading: used by one thread.
public final class Trial {

    private static final int ACTORS = 8;
    private static final int CONNECTIONS = 2;
    private static final int CLUBS = 5;
    private static final int BURST = 8;
    private static final long FIRST_ID = 1_000_000;
    private static final Duration SETTLING_MAX = Duration.ofSeconds(30);
    private static final long POLL_NANOS = 10_000_000;
    private static final int END_SECONDS_MAX = 60;
    private static final int NEXT_ACK_MS_MAX = 1000;
    private static final int VAIN_MS_MAX = 1500;
    private static final int ACKED_MIN_A_CYCLE = 50;
    /// The limits on speed are off, since they would bound what can be seen; hashing is cheap.
    private static final Map<String, String> SETTINGS = Map.of(
            "accounts.argon2-memory-kib", "64", "accounts.argon2-iterations", "1",
            "limits.requests-per-second", "0", "limits.sends-per-second", "0",
            "limits.all-per-second", "0", "limits.group-per-second", "0");

    private final TrialPlan plan;
    private final List<String> jvmOptions;
    private final History history = new History();
    private final List<Long> recoveries = new ArrayList<>();
    private int kills;

    /// Creates a trial of the server that lies beside this program.
    ///
    /// @param jvmOptions more options for its JVM
    public Trial(TrialPlan plan, List<String> jvmOptions) {
        this.plan = plan;
        this.jvmOptions = List.copyOf(jvmOptions);
    }

    /// Runs it.
    public TrialReport run() {
        long begun = System.nanoTime();
        var random = new SplittableRandom(plan.seed());
        var launch = new Subject.Launch(
                Subject.newFolder(Path.of(System.getProperty("java.io.tmpdir"))), List.of(),
                jvmOptions, SETTINGS);
        try (Subject subject = Subject.start(launch)) {
            List<Person> persons = new Town(subject.address(), FIRST_ID).register(0, ACTORS);
            List<Actor> actors = cast(persons,
                    new Founder(history, subject.address()).found(persons, CLUBS));
            boolean isUp = true;
            for (int i = 0; i < plan.cycles() && isUp; i++) {
                talkUntilKilled(subject, actors, random.split());
                isUp = recover(subject, random.split());
            }
            if (isUp) {
                settle(subject, actors, random.split());
                read(subject, actors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var verdict = Checker.check(history, (long) ACKED_MIN_A_CYCLE * plan.cycles());
        return new TrialReport(plan, verdict, kills, recoveries,
                Duration.ofNanos(System.nanoTime() - begun));
    }

    /// Gives everybody conversations: with all, with each other one, with oneself, and the groups.
    private List<Actor> cast(List<Person> persons, List<Club> clubs) {
        Set<Long> everybody = new HashSet<>();
        persons.forEach(person -> everybody.add(person.id().value()));
        history.conversation(Names.ALL, everybody);
        List<Actor> actors = new ArrayList<>();
        for (Person person : persons) {
            List<String> conversations = new ArrayList<>(List.of(Names.ALL));
            for (Person peer : persons) {
                String name = Names.between(person.id(), peer.id());
                conversations.add(name);
                history.conversation(name, Names.membersOf(person.id(), peer.id()));
            }
            clubs.forEach(club -> conversations.add(club.conversation()));
            actors.add(new Actor(person, new Outbox(), conversations, clubs,
                    new ConcurrentLinkedQueue<>()));
        }
        return actors;
    }

    /// Kills the server at a random moment, half of the times right after an acknowledgement.
    private void talkUntilKilled(Subject subject, List<Actor> actors, SplittableRandom random) {
        Talk talk = talk(subject, false);
        List<Thread> threads = start(talk, actors, random);
        long mean = TimeUnit.MILLISECONDS.toNanos(plan.cycleMillis());
        pause(mean / 5 + random.nextLong(mean * 8 / 5 + 1));
        if (random.nextBoolean()) {
            try {
                talk.awaitAck(NEXT_ACK_MS_MAX);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        subject.kill();
        kills++;
        join(threads);
    }

    /// Starts it again, every fourth time with another kill while it starts.
    private boolean recover(Subject subject, SplittableRandom random) {
        try {
            if (random.nextInt(4) == 0) {
                subject.restartInVain(Duration.ofMillis(random.nextInt(VAIN_MS_MAX)));
                kills++;
            }
            long before = System.nanoTime();
            subject.restart();
            recoveries.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
            return true;
        } catch (IllegalStateException e) {
            history.stuck("after " + kills + " kills " + e.getMessage());
            return false;
        }
    }

    /// Lets everything that is still due be sent and answered.
    private void settle(Subject subject, List<Actor> actors, SplittableRandom random) {
        Talk talk = talk(subject, true);
        List<Thread> threads = start(talk, actors, random);
        long until = System.nanoTime() + SETTLING_MAX.toNanos();
        while (actors.stream().anyMatch(actor -> actor.outbox().openCount() > 0)
                && System.nanoTime() - until < 0) {
            pause(POLL_NANOS);
        }
        talk.end();
        join(threads);
    }

    private void read(Subject subject, List<Actor> actors) {
        var reader = new FinalReader(history, subject.address());
        for (Actor actor : actors) {
            try {
                reader.read(actor);
            } catch (IOException e) {
                history.stuck(actor.person() + " cannot read in the end: " + e.getMessage());
            }
        }
    }

    private Talk talk(Subject subject, boolean settling) {
        long pause = TimeUnit.SECONDS.toNanos(1) * BURST * ACTORS * CONNECTIONS / plan.rate();
        return new Talk(history, subject.address(), BURST, Math.max(1, pause), settling);
    }

    private static List<Thread> start(Talk talk, List<Actor> actors, SplittableRandom random) {
        List<Thread> threads = new ArrayList<>();
        for (Actor actor : actors) {
            for (int i = 0; i < CONNECTIONS; i++) {
                threads.add(Thread.ofVirtual().name("talker")
                        .start(new Talker(talk, actor, random.split())));
            }
        }
        return threads;
    }

    private void join(List<Thread> threads) {
        for (Thread thread : threads) {
            try {
                if (!thread.join(Duration.ofSeconds(END_SECONDS_MAX))) {
                    history.stuck("a connection did not end");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void pause(long nanos) {
        long until = System.nanoTime() + nanos;
        for (long rest = nanos; rest > 0; rest = until - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }
}
