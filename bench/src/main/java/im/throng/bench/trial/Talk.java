package im.throng.bench.trial;

import im.throng.bench.check.History;
import im.throng.bench.check.Message;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// What the connections between two starts of the server share: where it is, how fast they talk,
/// and when they are done.
///
/// Threading: any thread.
final class Talk {

    private static final int ACROSS = 100;
    private static final int TO_ALL_OF_100 = 30;
    private static final int LEFT_UNKNOWN_OF_100 = 5;
    private static final int LONG_OF_100 = 1;
    private static final int TEXT_MAX = 500;
    private static final int LONG_TEXT_MAX = 8000;
    private static final String LETTERS = "abcdefghij klmnopqrstuvwxyz \"\\äß漢字の";

    private final History history;
    private final InetSocketAddress server;
    private final int burst;
    private final long pauseNanos;
    private final boolean settling;
    private final AtomicLong acked = new AtomicLong();
    private volatile CountDownLatch nextAck = new CountDownLatch(0);
    private volatile boolean over;

    /// @param burst      how many requests a connection makes at a time, on average
    /// @param pauseNanos the pause between, on average
    /// @param settling   whether nothing new is said, only what is still due
    Talk(History history, InetSocketAddress server, int burst, long pauseNanos,
         boolean settling) {
        this.history = history;
        this.server = server;
        this.burst = burst;
        this.pauseNanos = pauseNanos;
        this.settling = settling;
    }

    History history() {
        return history;
    }

    InetSocketAddress server() {
        return server;
    }

    int burst() {
        return burst;
    }

    long pauseNanos() {
        return pauseNanos;
    }

    boolean isSettling() {
        return settling;
    }

    boolean isOver() {
        return over;
    }

    /// Has the connections end by themselves.
    void end() {
        over = true;
    }

    void acked() {
        acked.incrementAndGet();
        nextAck.countDown();
    }

    long ackedCount() {
        return acked.get();
    }

    /// Waits, so long at most, for the very next acknowledgement.
    void awaitAck(int milliseconds) throws InterruptedException {
        var latch = new CountDownLatch(1);
        nextAck = latch;
        latch.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    /// Makes something new to say.
    Message fresh(Actor actor, SplittableRandom random) {
        String conversation = random.nextInt(ACROSS) < TO_ALL_OF_100 ? Names.ALL
                : actor.conversations().get(random.nextInt(actor.conversations().size()));
        String key = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        boolean isLong = random.nextInt(ACROSS) < LONG_OF_100;
        int length = random.nextInt(isLong ? LONG_TEXT_MAX : TEXT_MAX);
        var text = new StringBuilder(key).append(' ');
        int from = random.nextInt(LETTERS.length());
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt((from + i) % LETTERS.length()));
        }
        return history.message(actor.person().id().value(), conversation, key, text.toString(),
                random.nextInt(ACROSS) >= LEFT_UNKNOWN_OF_100);
    }
}
