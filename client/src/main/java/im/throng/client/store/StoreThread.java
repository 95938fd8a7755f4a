package im.throng.client.store;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that uses the database. It takes what waits into one transaction, so that many
/// entries cost one sync; work that fails is tried again by itself, and then fails alone.
///
/// Threading: any thread may give work; guarded by itself.
final class StoreThread {

    private static final Logger LOG = LoggerFactory.getLogger(StoreThread.class);
    private static final int BATCH_MAX = 256;
    private static final int QUEUE_MAX = 2_000;

    private final Sql sql;
    private final Finish finish;
    private final Deque<Job<?>> jobs = new ArrayDeque<>();
    private final Thread thread;
    private boolean ended;

    /// Creates the thread; it is not started yet.
    ///
    /// @param finish completes each transaction, and then tells what came of it
    StoreThread(Sql sql, Finish finish) {
        this.sql = sql;
        this.finish = finish;
        this.thread = Thread.ofPlatform().daemon().name("throng-store").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Adds work without waiting.
    <T> CompletableFuture<T> give(Work<T> work) {
        Job<T> job = new Job<>(work, new CompletableFuture<>());
        synchronized (this) {
            if (!ended) {
                jobs.add(job);
                notifyAll();
                return job.done;
            }
        }
        job.done.completeExceptionally(closed());
        return job.done;
    }

    /// Waits while too much work waits. Never called where nothing may block.
    synchronized void awaitRoom() {
        while (jobs.size() >= QUEUE_MAX && !ended && Thread.currentThread() != thread) {
            try {
                wait();
            } catch (InterruptedException interrupted) {
                // The queue grows by one beyond its limit; the caller's business is the caller's.
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// Ends the thread after the work it was given, and closes the database.
    void end(long waitMs) {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        try {
            thread.join(waitMs);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Job<?>> batch = take();
        while (!batch.isEmpty()) {
            runTogether(batch);
            batch = take();
        }
        try {
            sql.close();
        } catch (SQLException e) {
            LOG.warn("The local store could not be closed: {}", e.getMessage());
        }
    }

    private synchronized List<Job<?>> take() {
        while (jobs.isEmpty() && !ended) {
            try {
                wait();
            } catch (InterruptedException interrupted) {
                // Nobody else has a reason to interrupt this thread; the end is told by a flag.
                LOG.debug("Interrupted while there was nothing to do");
            }
        }
        List<Job<?>> batch = new ArrayList<>();
        while (!jobs.isEmpty() && batch.size() < BATCH_MAX) {
            batch.add(jobs.poll());
        }
        notifyAll();
        return batch;
    }

    private void runTogether(List<Job<?>> batch) {
        try {
            commit(batch);
        } catch (SQLException | RuntimeException failure) {
            if (undo() && batch.size() > 1) {
                batch.forEach(job -> runTogether(List.of(job)));
            } else {
                batch.forEach(job -> job.fail(failure));
            }
            return;
        }
        batch.forEach(Job::succeed);
        try {
            finish.afterCommit();
        } catch (RuntimeException fault) {
            LOG.error("What changed in the local store could not be told", fault);
        }
    }

    private void commit(List<Job<?>> batch) throws SQLException {
        sql.execute("BEGIN IMMEDIATE");
        for (Job<?> job : batch) {
            job.run(sql);
        }
        finish.beforeCommit(sql);
        sql.execute("COMMIT");
    }

    private boolean undo() {
        finish.undone();
        try {
            sql.rollback();
            return true;
        } catch (SQLException e) {
            LOG.warn("The local store could not undo what failed: {}", e.getMessage());
            return false;
        }
    }

    private static StoreException closed() {
        return new StoreException(StoreException.Kind.UNUSABLE, "the local store is closed");
    }

    /// Something to be done inside a transaction.
    interface Work<T> {
        T run(Sql sql) throws SQLException;
    }

    /// What belongs to each transaction. Called on the store's thread.
    interface Finish {

        void beforeCommit(Sql sql) throws SQLException;

        void afterCommit();

        void undone();
    }

    private static final class Job<T> {

        private final Work<T> work;
        private final CompletableFuture<T> done;
        private Runnable complete = () -> { };

        Job(Work<T> work, CompletableFuture<T> done) {
            this.work = work;
            this.done = done;
        }

        void run(Sql sql) throws SQLException {
            T result = work.run(sql);
            complete = () -> done.complete(result);
        }

        void succeed() {
            complete.run();
        }

        void fail(Exception failure) {
            StoreException told = switch (failure) {
                case StoreException already -> already;
                case SQLException e -> Failures.of(e);
                default -> new StoreException(StoreException.Kind.UNUSABLE,
                        "the local store failed: " + failure, failure);
            };
            if (told.kind() != StoreException.Kind.FULL) {
                LOG.warn("{}", told.words());
            }
            done.completeExceptionally(told);
        }
    }
}
