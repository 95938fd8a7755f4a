package im.throng.server.command;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The pause between two chunks of writing, in which a running server writes.
///
/// A writer of SQLite that finds the database locked tries again after waits that grow with the
/// time it has waited: 1, 2, 5, 10, 15, 20, 25 ms and so on. While a chunk takes no more than some
/// twenty milliseconds, a server's next try comes at most 15 ms after its end, that is within
/// this pause; without one, a command could take the lock again and again before the server.
final class Breath {

    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private Breath() {}

    static void take() {
        long until = System.nanoTime() + NANOS;
        long left = NANOS;
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = until - System.nanoTime();
        }
    }
}
