package im.throng.bench.load;

import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Push;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Messages under way between the connections of a swarm: sent by a schedule, or as fast as the
/// number in flight allows, and counted where they arrive.
///
/// Threading: its public methods any thread; everything else the event loop.
public final class Exchange implements SwarmListener {

    private static final long TICK_NANOS_MIN = 100_000;
    private static final Duration POLL = Duration.ofMillis(20);

    private final Swarm swarm;
    private final Plan plan;
    private final Wording wording;
    private final Tally tally;
    private final List<Lane> unflushed = new ArrayList<>();
    private Schedule schedule;
    private long scheduled;
    private boolean stopped;
    private long hints;
    private long ended;
    private long refused;
    private String firstRefusal = "";

    /// How it goes.
    ///
    /// @param lanes          who sends, and where to
    /// @param deliveriesEach how many receive each message
    /// @param inFlightEach   how many of a lane may be under way, above 0
    /// @param perSecond      how many all lanes together send; 0: as many as may be in flight
    /// @param textBytes      the length of a text
    public record Plan(List<Lane> lanes, int deliveriesEach, int inFlightEach, double perSecond,
                       int textBytes) {
        /// Keeps its own copy.
        public Plan {
            lanes = List.copyOf(lanes);
        }
    }

    /// Creates an exchange that has not begun.
    ///
    /// @param run a number that no other run on this server has
    public Exchange(Swarm swarm, Plan plan, int run) {
        this.swarm = swarm;
        this.plan = plan;
        this.wording = new Wording(run, plan.textBytes());
        this.tally = new Tally(plan.deliveriesEach());
        this.schedule = new Schedule(0, 1);
    }

    /// Begins to send.
    public void begin() {
        swarm.onLoop(() -> {
            swarm.connections().forEach(connection -> {
                connection.forget();
                connection.listen(this);
            });
            for (int i = 0; i < plan.lanes().size(); i++) {
                plan.lanes().get(i).prepare(i, wording);
            }
            long now = System.nanoTime();
            if (plan.perSecond() > 0) {
                schedule = new Schedule(now, plan.perSecond());
                tick();
            } else {
                plan.lanes().forEach(lane -> fill(lane, now));
            }
            return true;
        });
    }

    /// Begins the window: what is sent from now on is measured.
    ///
    /// @return the counts at this moment
    public Counts openWindow() {
        return swarm.onLoop(() -> {
            tally.openWindow();
            return tally.counts();
        });
    }

    /// Ends the window and the sending.
    ///
    /// @return the counts at this moment
    public Counts closeWindow() {
        return swarm.onLoop(() -> {
            tally.closeWindow();
            stopped = true;
            return tally.counts();
        });
    }

    /// Returns how many messages are due but wait for others to be done.
    public long backlog() {
        return swarm.onLoop(() -> plan.lanes().stream()
                .mapToLong(lane -> lane.waiting().size()).sum());
    }

    /// Waits until everything that was sent has arrived, but not longer than this.
    public Outcome drain(Duration most) {
        long until = System.nanoTime() + most.toNanos();
        while (!swarm.onLoop(this::isQuiet) && System.nanoTime() - until < 0) {
            Pause.of(POLL);
        }
        // What comes twice comes now.
        Pause.of(POLL);
        return swarm.onLoop(this::outcome);
    }

    /// Returns the times of what was sent in the window; to be called when it has drained.
    public Latencies latencies() {
        return swarm.onLoop(tally::latencies);
    }

    private boolean isQuiet() {
        Counts counts = tally.counts();
        return counts.done() == counts.sent();
    }

    private Outcome outcome() {
        swarm.connections().forEach(connection -> connection.listen(DEAF));
        long expected = 0;
        long received = 0;
        long wrong = 0;
        for (SwarmConnection connection : swarm.connections()) {
            long due = 0;
            long dueSum = 0;
            for (Lane lane : plan.lanes()) {
                if (lane.reaches(connection)) {
                    due += lane.sent();
                    dueSum += lane.sentSum();
                }
            }
            expected += due;
            received += connection.received();
            if (due != connection.received() || dueSum != connection.receivedSum()) {
                wrong++;
            }
        }
        Counts counts = tally.counts();
        return new Outcome(expected, received, wrong, counts.sent() - counts.acknowledged(),
                refused, firstRefusal, hints, ended);
    }

    // --- Sending ----------------------------------------------------------------------------

    private void tick() {
        long now = System.nanoTime();
        while (!stopped && schedule.isDue(scheduled, now)) {
            long intended = schedule.timeOf(scheduled);
            tally.late(now - intended);
            Lane lane = plan.lanes().get((int) (scheduled % plan.lanes().size()));
            lane.waiting().add(intended);
            scheduled++;
            sendWaiting(lane);
        }
        if (!stopped) {
            long wait = schedule.timeOf(scheduled) - System.nanoTime();
            swarm.loop().schedule(this::tick, Math.max(wait, TICK_NANOS_MIN),
                    TimeUnit.NANOSECONDS);
        }
    }

    private void sendWaiting(Lane lane) {
        while (lane.inFlight() < plan.inFlightEach() && !lane.waiting().isEmpty()) {
            send(lane, lane.waiting().remove());
        }
    }

    private void fill(Lane lane, long nowNanos) {
        while (lane.inFlight() < plan.inFlightEach()) {
            send(lane, nowNanos);
        }
    }

    private void send(Lane lane, long intendedNanos) {
        int number = tally.sent(intendedNanos, lane.place());
        if (lane.write(number)) {
            if (unflushed.isEmpty()) {
                // What one turn of the loop releases leaves together.
                swarm.loop().execute(this::flush);
            }
            unflushed.add(lane);
        }
    }

    private void flush() {
        unflushed.forEach(Lane::flush);
        unflushed.clear();
    }

    private void done(int number, long nowNanos) {
        Lane lane = plan.lanes().get(tally.laneOf(number));
        lane.done();
        if (stopped) {
            return;
        }
        if (plan.perSecond() > 0) {
            sendWaiting(lane);
        } else {
            fill(lane, nowNanos);
        }
    }

    // --- Receiving --------------------------------------------------------------------------

    @Override
    public boolean frame(SwarmConnection connection, ByteBuf payload, long nowNanos) {
        if (Glance.isMessage(payload)) {
            int number = Glance.messageNumber(payload, wording);
            return number != Glance.OTHER && arrived(connection, number, nowNanos);
        }
        if (!Glance.isReply(payload)) {
            return false;
        }
        long id = Glance.acknowledgedId(payload);
        if (id == Glance.OTHER) {
            return false;
        }
        accepted(SendTemplate.numberOf(id), nowNanos);
        return true;
    }

    @Override
    public void accepted(int number, long nowNanos) {
        if (tally.knows(number) && tally.acknowledged(number, nowNanos)) {
            done(number, nowNanos);
        }
    }

    @Override
    public void text(SwarmConnection connection, ByteBuf bytes, int end, long nowNanos) {
        int start = end - plan.textBytes();
        if (start > bytes.readerIndex()) {
            arrived(connection, wording.number(bytes, start), nowNanos);
        }
    }

    private boolean arrived(SwarmConnection connection, int number, long nowNanos) {
        if (!tally.knows(number)) {
            return false;
        }
        connection.count(number);
        if (tally.delivered(number, nowNanos)) {
            done(number, nowNanos);
        }
        return true;
    }

    @Override
    public void push(SwarmConnection connection, Push push, long nowNanos) {
        switch (push) {
            case Push.NewEntry(var entry) -> {
                if (entry.body() instanceof EntryBody.Text text) {
                    arrived(connection, wording.number(text.text()), nowNanos);
                }
            }
            case Push.HeadsMoved _, Push.EverythingMoved _ -> {
                // Who only sends may be told of its own groups a moment after its login.
                if (plan.lanes().stream().anyMatch(lane -> lane.reaches(connection))) {
                    hints++;
                }
            }
            default -> {
                // Presence, read marks and goodbyes; an end is heard as such.
            }
        }
    }

    @Override
    public void refused(String words) {
        refused++;
        if (firstRefusal.isEmpty()) {
            firstRefusal = words;
        }
    }

    @Override
    public void ended(SwarmConnection connection) {
        ended++;
    }
}
