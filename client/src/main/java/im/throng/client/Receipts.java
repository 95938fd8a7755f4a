package im.throng.client;

import im.throng.client.listen.EntryFollower;
import im.throng.client.store.OutboxMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;

/// Tells in its place that a message of the outbox is stored: after a reconnect the server may have
/// stored it behind entries that are still to be read, and those are told first.
///
/// Threading: confined to the event loop.
final class Receipts {

    private static final int WAITING_MAX = 1_000;

    private final EntryFollower follower;
    private final Consumer<OutboxMessage> told;
    private final Deque<OutboxMessage> waiting = new ArrayDeque<>();

    Receipts(EntryFollower follower, Consumer<OutboxMessage> told) {
        this.follower = follower;
        this.told = told;
    }

    /// Takes a message that is stored, behind all others.
    void add(OutboxMessage message) {
        if (waiting.size() >= WAITING_MAX) {
            told.accept(waiting.remove());
        }
        waiting.add(message);
    }

    /// Tells what is no longer behind anything.
    void goOn() {
        Iterator<OutboxMessage> each = waiting.iterator();
        while (each.hasNext()) {
            OutboxMessage message = each.next();
            if (message.state() instanceof OutboxMessage.State.Stored(long seq, _)
                    && follower.isPast(message.conversation(), seq)) {
                each.remove();
                told.accept(message);
            }
        }
    }
}
