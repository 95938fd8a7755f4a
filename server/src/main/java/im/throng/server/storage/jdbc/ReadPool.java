package im.throng.server.storage.jdbc;

import im.throng.protocol.error.RejectedException;
import im.throng.server.telemetry.Histogram;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The few threads that read the database, each with a connection, and the bounded queue in front
/// of them. SQLite is native code: it would hold on to the carriers of the virtual threads.
///
/// Threading: any thread may call; it waits for its result.
public final class ReadPool implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReadPool.class);

    private final ThreadPoolExecutor threads;
    private final BlockingQueue<Sql> free;
    private final List<Sql> all = new ArrayList<>();
    private volatile Histogram waits = _ -> { };

    /// Opens the connections and starts the threads.
    ///
    /// @param queueMax how many reads may wait; one more is refused with 503
    ReadPool(Database database, int size, int queueMax) {
        this.free = new ArrayBlockingQueue<>(size);
        for (int i = 0; i < size; i++) {
            all.add(database.reader());
        }
        free.addAll(all);
        this.threads = new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queueMax),
                Thread.ofPlatform().name("read-", 0).daemon().factory());
    }

    /// Sets where it is noted how long reads wait for their turn.
    void watch(Histogram histogram) {
        waits = histogram;
    }

    /// Returns how many reads wait for a turn.
    int waiting() {
        return threads.getQueue().size();
    }

    /// Reads and returns the result.
    ///
    /// @throws RejectedException 503 if too many wait or the store cannot be read
    <T> T call(Committer.Work<T> work) {
        var result = new CompletableFuture<T>();
        long asked = System.nanoTime();
        try {
            threads.execute(() -> {
                waits.note(System.nanoTime() - asked);
                run(work, result);
            });
            return result.join();
        } catch (RejectedExecutionException full) {
            throw Failures.unavailable("the server has too much to read, try again soon");
        } catch (CompletionException e) {
            if (e.getCause() instanceof RejectedException refused) {
                throw refused;
            }
            throw new IllegalStateException("reading failed", e.getCause());
        }
    }

    /// Ends the threads and closes the connections.
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                log.warn("reads did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Sql sql : all) {
            try {
                sql.close();
            } catch (SQLException e) {
                log.warn("closing a connection failed", e);
            }
        }
    }

    /// Otherwise the next read of the same kind on this connection would fail too.
    private static void forgetStatements(Sql sql) {
        try {
            sql.forgetStatements();
        } catch (SQLException e) {
            log.warn("closing statements after a failed read failed: {}", e.getMessage());
        }
    }

    private <T> void run(Committer.Work<T> work, CompletableFuture<T> result) {
        Sql sql = free.remove(); // There are as many as threads.
        try {
            result.complete(work.run(sql));
        } catch (SQLException e) {
            log.warn("a read failed: {}", e.getMessage());
            forgetStatements(sql);
            result.completeExceptionally(Failures.toRefusal(e));
        } catch (Throwable e) {
            // An error too, such as want of memory: the caller waits.
            result.completeExceptionally(e);
        } finally {
            free.add(sql);
        }
    }
}
