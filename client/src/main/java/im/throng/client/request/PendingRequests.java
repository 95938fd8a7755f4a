package im.throng.client.request;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Request;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The requests of one client that wait for an outcome, in the order they were made. Each ends by
/// its reply, by its timeout or by the loss of the connection.
///
/// Threading: confined to the event loop.
public final class PendingRequests {

    /// How many requests may wait at once.
    public static final int PENDING_MAX = 10_000;

    private final ScheduledExecutorService loop;
    // Ids only rise, so the order of insertion is the order of asking.
    private final Map<Long, Pending> waiting = new LinkedHashMap<>();
    private long lastId;

    /// Creates an empty set whose timeouts run on the loop.
    public PendingRequests(ScheduledExecutorService loop) {
        this.loop = loop;
    }

    /// Tells whether no more requests may wait.
    public boolean isFull() {
        return waiting.size() >= PENDING_MAX;
    }

    /// Adds a request that ends by itself after `timeout`.
    ///
    /// @param told learns the outcome, once, on the event loop
    public Pending add(Request request, Duration timeout, boolean survivesLoss,
                       Consumer<Outcome> told) {
        Pending pending = new Pending(++lastId, request, survivesLoss, told);
        waiting.put(pending.id(), pending);
        pending.timer(loop.schedule(() -> expire(pending), timeout.toMillis(),
                TimeUnit.MILLISECONDS));
        return pending;
    }

    /// Returns the request with this id, if it still waits.
    public Optional<Pending> find(long id) {
        return Optional.ofNullable(waiting.get(id));
    }

    /// Returns those that wait to be written, in the order they were made.
    public List<Pending> unwritten() {
        return waiting.values().stream().filter(pending -> !pending.isOnWire()).toList();
    }

    /// Tells whether a message for this conversation may be stored already without our knowing.
    public boolean inDoubt(ConversationName conversation) {
        return waiting.values().stream().anyMatch(p -> p.isDoubtfulSendTo(conversation));
    }

    /// Ends one request.
    public void complete(Pending pending, Outcome outcome) {
        if (waiting.remove(pending.id()) != null) {
            pending.complete(outcome);
        }
    }

    /// Ends every request that the condition names.
    public void completeIf(Predicate<Pending> condition, Outcome outcome) {
        waiting.values().stream().filter(condition).toList()
                .forEach(pending -> complete(pending, outcome));
    }

    /// Notes the loss of the connection: what survives it will be written again, the rest ends.
    public void lost(String why) {
        completeIf(pending -> pending.isOnWire() && !pending.survivesLoss(),
                new Outcome.Disconnected(why));
        waiting.values().forEach(Pending::unwritten);
    }

    private void expire(Pending pending) {
        complete(pending, pending.isOnWire()
                ? new Outcome.TimedOut("the server did not answer in time")
                : new Outcome.TimedOut("the server could not be reached in time"));
    }
}
