package im.throng.server.gateway.tls;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The handshakes of one event loop: so many go on at the same time, further ones wait.
///
/// Who waits does not wait for those that stand still: while there are some waiting, handshakes
/// that have not come to their end after a while are cut, the oldest first. So neither memory nor
/// newcomers are at the mercy of clients that begin and say no more.
///
/// Threading: confined to the event loop.
final class Handshakes {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int max;
    private final EventExecutor loop;
    private final LongSupplier nanoTime;
    private final Map<Handshake, Long> underWay = new LinkedHashMap<>();
    private final Queue<Handshake> waiting = new ArrayDeque<>();
    private boolean timed;

    /// Creates an empty one.
    ///
    /// @param max how many may go on, at least 1
    Handshakes(int max, EventExecutor loop, LongSupplier nanoTime) {
        this.max = max;
        this.loop = loop;
        this.nanoTime = nanoTime;
    }

    /// Begins it, or lets it wait for its turn; returns whether it has begun.
    boolean begin(Handshake handshake) {
        if (underWay.size() < max) {
            underWay.put(handshake, nanoTime.getAsLong());
            handshake.takeTurn();
            return true;
        }
        waiting.add(handshake);
        makeRoomLater();
        return false;
    }

    /// Learns that one has ended, whichever way, or waits no longer.
    void end(Handshake handshake) {
        if (underWay.remove(handshake) == null) {
            waiting.remove(handshake);
        } else {
            admit();
        }
    }

    private void admit() {
        while (underWay.size() < max && !waiting.isEmpty()) {
            Handshake next = waiting.remove();
            underWay.put(next, nanoTime.getAsLong());
            // Not from within the end of another one: there may be many in a row.
            loop.execute(next::takeTurn);
        }
    }

    private void makeRoomLater() {
        if (!timed && !waiting.isEmpty()) {
            timed = true;
            long oldest = underWay.values().iterator().next();
            loop.schedule(this::makeRoom, oldest + PATIENCE_NANOS - nanoTime.getAsLong(),
                    TimeUnit.NANOSECONDS);
        }
    }

    private void makeRoom() {
        timed = false;
        long now = nanoTime.getAsLong();
        List<Handshake> slow = new ArrayList<>();
        underWay.forEach((handshake, since) -> {
            if (slow.size() < waiting.size() && now - since >= PATIENCE_NANOS) {
                slow.add(handshake);
            }
        });
        slow.forEach(handshake -> {
            handshake.cut();
            end(handshake);
        });
        makeRoomLater();
    }

    /// One of them.
    interface Handshake {

        /// Its turn has come.
        void takeTurn();

        /// It has taken too long while others wait.
        void cut();
    }
}
