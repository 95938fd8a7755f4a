package im.throng.server.gateway;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What one connection's mailbox must wait for: that the peer takes what it was answered, and that
/// messages on their way to the store are answered before what came after them.
///
/// Threading: any thread; the waiting is done by the mailbox's thread alone.
public final class Pace {

    private final int inFlightMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int inFlight;
    private boolean blocked;
    private boolean ended;

    /// Creates a pace with nothing to wait for.
    ///
    /// @param inFlightMax how many messages may be on their way to the store
    Pace(int inFlightMax) {
        this.inFlightMax = inFlightMax;
    }

    /// Waits until another message may go on its way, and counts it.
    public void begin() {
        lock.lock();
        try {
            while (!ended && inFlight >= inFlightMax) {
                changed.awaitUninterruptibly();
            }
            inFlight++;
        } finally {
            lock.unlock();
        }
    }

    /// Notes that a message on its way was answered.
    public void done() {
        lock.lock();
        try {
            inFlight--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until at most this many messages are on their way.
    public void awaitInFlight(int most) {
        lock.lock();
        try {
            while (!ended && inFlight > most) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the peer has taken enough of what it was answered.
    public void awaitWritable() {
        lock.lock();
        try {
            while (!ended && blocked) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a while, or until there is nobody left to wait for.
    ///
    /// @return whether the connection is still there
    public boolean await(long ms) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(ms);
            while (!ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    void setBlocked(boolean isBlocked) {
        lock.lock();
        try {
            blocked = isBlocked;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Lets everybody go on: there is nobody left to answer.
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
