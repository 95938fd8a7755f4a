package im.throng.bench.load;

import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.Push;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/// All connections of a swarm are cut at once, and everybody comes back: connects, resumes, asks
/// for the list of conversations, and is synchronised when that is there. Who does not get so far
/// tries again.
///
/// Threading: its public methods any thread; everything else the event loop.
public final class Comeback {

    private static final long LIST_ID = 3;
    private static final int PAGE = 50;
    private static final int DIGITS = 3;
    private static final Duration POLL = Duration.ofMillis(5);

    private final Swarm swarm;
    private final List<Token> tokens;
    private final IntFunction<Duration> delays;
    private final Histogram returns = new Histogram(Tally.NANOS_MAX, DIGITS);
    private final Histogram syncs = new Histogram(Tally.NANOS_MAX, DIGITS);
    private final List<ThrongConnection> back = new ArrayList<>();
    private long cutNanos;
    private long tries;
    private long lost;
    private String firstFailure = "";

    /// How it went; times in nanoseconds from the cut.
    ///
    /// @param synced       how many are back and synchronised
    /// @param tries        how many connections that took
    /// @param lost         how many were ended again after that
    /// @param firstFailure why the first try that failed did, or nothing
    /// @param returns      until each was resumed
    /// @param syncs        until each was synchronised
    public record Result(int synced, long tries, long lost, String firstFailure,
                         Histogram returns, Histogram syncs) {}

    /// Creates it.
    ///
    /// @param delays how long one waits before a try, by how many failed before it
    public Comeback(Swarm swarm, List<Token> tokens, IntFunction<Duration> delays) {
        this.swarm = swarm;
        this.tokens = List.copyOf(tokens);
        this.delays = delays;
    }

    /// Cuts everybody's connection, and waits until all are back, but not longer than this.
    public Result storm(Duration most) {
        swarm.onLoop(() -> {
            cutNanos = System.nanoTime();
            return true;
        });
        swarm.leave();
        swarm.onLoop(() -> {
            for (int i = 0; i < tokens.size(); i++) {
                new Guest(i).comeLater();
            }
            return true;
        });
        long until = System.nanoTime() + most.toNanos();
        while (swarm.onLoop(back::size) < tokens.size() && System.nanoTime() - until < 0) {
            Pause.of(POLL);
        }
        return swarm.onLoop(() -> new Result(back.size(), tries, lost, firstFailure,
                returns.copy(), syncs.copy()));
    }

    /// Ends the connections of those who came back.
    public void end() {
        swarm.onLoop(() -> {
            back.forEach(connection -> {
                connection.listen(SwarmListener.DEAF);
                connection.close();
            });
            return true;
        });
    }

    private long sinceCut() {
        return Math.clamp(System.nanoTime() - cutNanos, 0, Tally.NANOS_MAX);
    }

    /// One who comes back.
    private final class Guest implements SwarmListener {

        private final int place;
        private int failures;
        private boolean synced;

        Guest(int place) {
            this.place = place;
        }

        void comeLater() {
            swarm.loop().schedule(this::come, delays.apply(failures).toNanos(),
                    TimeUnit.NANOSECONDS);
        }

        private void come() {
            tries++;
            var connection = new ThrongConnection(tokens.get(place));
            connection.login().whenComplete((_, failure) -> {
                if (failure == null) {
                    returns.recordValue(sinceCut());
                    connection.listen(this);
                    connection.send(LIST_ID, new ChatRequest.ListConversations(null, PAGE));
                } else {
                    connection.close();
                    failed(String.valueOf(failure.getMessage()));
                }
            });
            swarm.connect(connection, place);
        }

        private void failed(String words) {
            failures++;
            if (firstFailure.isEmpty()) {
                firstFailure = words;
            }
            comeLater();
        }

        @Override
        public boolean frame(SwarmConnection connection, ByteBuf payload, long nowNanos) {
            if (!Glance.isReply(payload)) {
                return true;
            }
            if (Glance.acknowledgedId(payload) == LIST_ID && !synced) {
                synced = true;
                syncs.recordValue(sinceCut());
                back.add((ThrongConnection) connection);
                return true;
            }
            return synced;
        }

        @Override
        public void refused(String words) {
            if (firstFailure.isEmpty()) {
                firstFailure = words;
            }
        }

        @Override
        public void push(SwarmConnection connection, Push push, long nowNanos) {
            // What is pushed meanwhile is not looked at.
        }

        @Override
        public void ended(SwarmConnection connection) {
            if (synced) {
                lost++;
            } else {
                failed("the server ended a connection after its login");
            }
        }
    }
}
