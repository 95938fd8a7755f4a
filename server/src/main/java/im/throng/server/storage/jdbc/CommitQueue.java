package im.throng.server.storage.jdbc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// What waits for the committer, bounded by its weight in memory.
///
/// Threading: any thread; guarded by its lock.
final class CommitQueue {

    private final long bytesMax;
    private final Queue<Committer.Task> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean ended;

    CommitQueue(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /// Adds a task, unless too much waits or the last ones are there; a single task always has
    /// room.
    synchronized boolean offer(Committer.Task task) {
        if (ended || (!waiting.isEmpty() && bytes + task.weight() > bytesMax)) {
            return false;
        }
        add(task);
        return true;
    }

    /// Adds the last tasks, however much waits: nothing comes behind them. Returns false if they
    /// were there before.
    synchronized boolean end(List<Committer.Task> last) {
        if (ended) {
            return false;
        }
        ended = true;
        last.forEach(this::add);
        return true;
    }

    /// Tells whether the last tasks are there.
    synchronized boolean hasEnded() {
        return ended;
    }

    private void add(Committer.Task task) {
        waiting.add(task);
        bytes += task.weight();
        notifyAll();
    }

    /// Returns how many tasks wait.
    synchronized int size() {
        return waiting.size();
    }

    /// Returns how heavy they are together.
    synchronized long bytes() {
        return bytes;
    }

    /// Waits for tasks and takes all there are, up to a number.
    synchronized List<Committer.Task> take(int max) throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        List<Committer.Task> taken = new ArrayList<>(Math.min(max, waiting.size()));
        while (taken.size() < max && !waiting.isEmpty()) {
            Committer.Task task = waiting.remove();
            bytes -= task.weight();
            taken.add(task);
        }
        return taken;
    }
}
