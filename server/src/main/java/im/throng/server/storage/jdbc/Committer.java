package im.throng.server.storage.jdbc;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one writer: takes all that is waiting into one transaction and one sync, then tells each
/// task what became of it, in order.
///
/// Tasks that come one by one do not wait for others. After [#GATHER_TASKS] in one transaction many
/// more are about to come, and then transactions begin [#GATHER_NANOS] apart: each costs a sync of
/// the disk and, for every conversation in it, pages of the log, whatever is in it.
///
/// A task that refuses itself fails alone: it must refuse before it has written. If the database
/// fails, the transaction is rolled back and its tasks are tried one by one.
///
/// Threading: any thread submits; tasks and their outcomes run on the committer's thread.
public final class Committer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Committer.class);
    private static final int BATCH_MAX = 512;
    private static final int STOP_SECONDS_MAX = 30;
    /// With 10,000 messages a second one transaction has 20 of them then instead of 5, at a cost
    /// of about 1.5 ms in the median; see docs/benchmarks.md.
    static final long GATHER_NANOS = 2_000_000;
    /// So many in a transaction are 2,000 a second once it gathers: where fewer come the disk keeps
    /// up, and nobody waits for others.
    static final int GATHER_TASKS = 4;

    private final Database database;
    private final Sql sql;
    private final CommitQueue queue;
    private final List<Watcher> watchers = new ArrayList<>();
    private final Consumer<Throwable> death;
    private final LongConsumer pause;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<Task> lastTasks = new ArrayList<>();

    /// Creates the committer; [#start] starts it.
    ///
    /// @param queueBytesMax how much may wait, by [Task#weight]
    /// @param death         learns what killed it: nothing can be stored from then on
    Committer(Database database, long queueBytesMax, Consumer<Throwable> death) {
        this(database, queueBytesMax, death, LockSupport::parkNanos);
    }

    /// Creates one that pauses in its own way.
    ///
    /// @param pause lets so many nanoseconds pass while more tasks come; it may take none
    Committer(Database database, long queueBytesMax, Consumer<Throwable> death,
              LongConsumer pause) {
        this.database = database;
        this.sql = database.writer();
        this.queue = new CommitQueue(queueBytesMax);
        this.death = death;
        this.pause = pause;
        this.thread = Thread.ofPlatform().name("committer").unstarted(this::run);
    }

    /// Adds a watcher; before the start.
    void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    /// Adds a task that is carried out at the end, after all that was taken; before the start.
    void atClose(Task task) {
        lastTasks.add(task);
    }

    void start() {
        thread.start();
    }

    /// Returns what waits.
    CommitQueue queue() {
        return queue;
    }

    /// Queues a task.
    ///
    /// @throws RejectedException 503 if too much waits already
    void submit(Task task) {
        if (!queue.offer(task)) {
            throw Failures.unavailable(isClosing() ? "the server is stopping"
                    : "the server has too much to store, try again soon");
        }
    }

    /// Tells whether nothing is taken any more; what waits is still committed.
    boolean isClosing() {
        return queue.hasEnded();
    }

    /// Runs work in a transaction and returns its result when it is durable.
    ///
    /// @throws RejectedException if the work refuses or the store cannot do it
    <T> T call(Work<T> work) {
        var result = new CompletableFuture<T>();
        submit(new CallTask<>(work, result));
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RejectedException refused) {
                throw refused;
            }
            throw new IllegalStateException("a transaction failed", e.getCause());
        }
    }

    /// Commits what is waiting and stops.
    @Override
    public void close() {
        lastTasks.add(new StopTask());
        if (!queue.end(lastTasks)) {
            return;
        }
        try {
            if (thread.isAlive() && !ended.await(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                log.error("the committer did not stop within {} s", STOP_SECONDS_MAX);
            }
            sql.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            log.warn("closing the database failed", e);
        }
    }

    private void run() {
        try {
            boolean stop = false;
            while (!stop) {
                List<Task> batch = queue.take(BATCH_MAX);
                long began = System.nanoTime();
                stop = batch.stream().anyMatch(StopTask.class::isInstance);
                commit(batch);
                if (batch.size() >= GATHER_TASKS) {
                    pause.accept(GATHER_NANOS - (System.nanoTime() - began));
                }
            }
        } catch (Throwable e) {
            death.accept(e);
        } finally {
            ended.countDown();
        }
    }

    private void commit(List<Task> batch) throws SQLException {
        long began = System.nanoTime();
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        if (!tryCommit(batch, outcomes)) {
            outcomes.clear();
            for (Task task : batch) {
                List<Outcome> single = new ArrayList<>(1);
                tryCommit(List.of(task), single);
                outcomes.addAll(single);
            }
        }
        long took = System.nanoTime() - began;
        for (Outcome outcome : outcomes) {
            outcome.tell();
        }
        for (Watcher watcher : watchers) {
            watcher.batchTook(batch.size(), took);
            watcher.batchEnded(sql);
        }
    }

    /// Tries a batch as one transaction; if it fails, the last outcome tells why.
    private boolean tryCommit(List<Task> batch, List<Outcome> outcomes) throws SQLException {
        try {
            sql.begin();
            database.requireSameSchema(sql);
            for (Task task : batch) {
                outcomes.add(attempt(task));
            }
            for (Watcher watcher : watchers) {
                watcher.batchEnding(sql);
            }
            sql.commit();
            return true;
        } catch (SQLException e) {
            log.warn("a transaction of {} failed: {}", batch.size(), e.getMessage());
            outcomes.clear();
            outcomes.add(new Outcome(batch.getFirst(), Failures.toRefusal(e)));
        } catch (RuntimeException e) {
            log.error("a task of a transaction failed", e);
            outcomes.clear();
            outcomes.add(new Outcome(batch.getFirst(),
                    new RejectedException(ErrorCode.INTERNAL, "the server's store failed")));
        }
        sql.rollback();
        watchers.forEach(Watcher::rolledBack);
        return false;
    }

    private Outcome attempt(Task task) throws SQLException {
        try {
            task.run(sql);
            return new Outcome(task, null);
        } catch (RejectedException refusal) {
            return new Outcome(task, refusal);
        } catch (FailedReadException failed) {
            throw failed.failure();
        }
    }

    /// Something to be done inside a transaction.
    interface Task {

        /// Does it; may be called again after a rollback.
        ///
        /// @throws RejectedException if it refuses, before it has written anything
        void run(Sql sql) throws SQLException;

        /// Learns that it is durable.
        void committed();

        /// Learns that it is not, and why.
        void refused(RejectedException why);

        /// Returns about how many bytes of memory it holds.
        default int weight() {
            return 256;
        }
    }

    /// Work with a result.
    interface Work<T> {
        T run(Sql sql) throws SQLException;
    }

    /// Follows the transactions.
    interface Watcher {

        /// All tasks of a transaction have run; it is about to be committed.
        void batchEnding(Sql sql) throws SQLException;

        /// All tasks of a batch have learned their outcome; there is no transaction now.
        void batchEnded(Sql sql);

        /// What tasks did since the last batch is undone.
        void rolledBack();

        /// All tasks of a batch have learned their outcome.
        ///
        /// @param nanos from when they were taken out of the queue until they were durable
        default void batchTook(int tasks, long nanos) {
            // Few want to know.
        }
    }

    /// Work whose caller waits.
    private static final class CallTask<T> implements Task {

        private final Work<T> work;
        private final CompletableFuture<T> result;
        private @Nullable T value;

        CallTask(Work<T> work, CompletableFuture<T> result) {
            this.work = work;
            this.result = result;
        }

        @Override
        public void run(Sql sql) throws SQLException {
            value = work.run(sql);
        }

        @Override
        @SuppressWarnings("NullAway") // The work has run, and what it returns is what T allows.
        public void committed() {
            result.complete(value);
        }

        @Override
        public void refused(RejectedException why) {
            result.completeExceptionally(why);
        }
    }

    /// The last task: there is nothing to do but to stop.
    private static final class StopTask implements Task {

        @Override
        public void run(Sql sql) {
            // The batch it stands in is committed first.
        }

        @Override
        public void committed() {
            // The loop has seen it.
        }

        @Override
        public void refused(RejectedException why) {
            // The loop has seen it.
        }
    }

    private record Outcome(Task task, @Nullable RejectedException refusal) {
        void tell() {
            if (refusal == null) {
                task.committed();
            } else {
                task.refused(refusal);
            }
        }
    }
}
