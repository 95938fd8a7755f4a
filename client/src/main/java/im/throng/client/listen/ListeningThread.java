package im.throng.client.listen;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread on which callbacks run, in the order they were given.
///
/// Its queue has a limit that the givers respect: what can be read again later (entries) is not
/// given while there is no room, and `drained` tells when there is.
///
/// Threading: any thread may give tasks; guarded by itself.
public final class ListeningThread {

    /// How many tasks wait before entries are held back.
    public static final int QUEUE_MAX = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(ListeningThread.class);

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Runnable drained;
    private final Thread thread;
    private boolean wasFull;
    private boolean ended;

    /// Creates the thread and starts it.
    ///
    /// @param drained called on the thread when a queue that was full is half empty again
    public ListeningThread(String name, Runnable drained) {
        this.drained = drained;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /// Begins to run tasks.
    public void start() {
        thread.start();
    }

    /// Adds a task; returns false after the end, when nothing is added.
    public synchronized boolean give(Runnable task) {
        if (!ended) {
            tasks.add(task);
            notifyAll();
        }
        return !ended;
    }

    /// Tells whether there is room for what can also wait.
    public synchronized boolean hasRoom() {
        wasFull |= tasks.size() >= QUEUE_MAX;
        return !wasFull;
    }

    /// Tells whether the caller is this thread.
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /// Lets the thread end after what it was given, and waits for that unless it is the caller.
    public void end(long waitMs) {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        if (!isCurrent()) {
            try {
                thread.join(waitMs);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        while (true) {
            Runnable task;
            try {
                task = take();
            } catch (InterruptedException interrupted) {
                continue; // A callback's own interrupt must not end the listening.
            }
            if (task == null) {
                return;
            }
            runSafely(task);
        }
    }

    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | AssertionError fault) {
            LOG.error("A callback failed; the next ones go on", fault);
        }
    }

    private synchronized @Nullable Runnable take()
            throws InterruptedException {
        if (wasFull && tasks.size() <= QUEUE_MAX / 2) {
            wasFull = false;
            return drained;
        }
        while (tasks.isEmpty()) {
            if (ended) {
                return null;
            }
            wait();
        }
        return tasks.poll();
    }
}
