package im.throng.server.storage.jdbc;

import im.throng.server.telemetry.Counter;
import im.throng.server.telemetry.Histogram;
import im.throng.server.telemetry.Meters;

/// What is watched of the database.
///
/// Threading: as a watcher on the committer's thread; the rest by any thread.
final class StorageMeters implements Committer.Watcher {

    private final Histogram batchSizes;
    private final Histogram commitTimes;
    private final Counter rollbacks;

    StorageMeters(Meters meters, Committer committer, ReadPool reads, Checkpointer checkpointer) {
        this.batchSizes = meters.sizes("throng_commit_batch_tasks",
                "Messages and other changes stored by one transaction.");
        this.commitTimes = meters.times("throng_commit",
                "From when a batch was taken out of the queue until it was durable.");
        this.rollbacks = meters.counter("throng_rollbacks",
                "Transactions that the database could not carry out.");
        meters.gauge("throng_commit_queue_tasks", "Changes that wait to be stored.",
                committer.queue()::size);
        meters.gauge("throng_commit_queue_bytes", "Memory held by what waits to be stored.",
                committer.queue()::bytes);
        meters.gauge("throng_read_queue_tasks", "Reads of the database that wait for a turn.",
                reads::waiting);
        meters.gauge("throng_wal_bytes", "Length of the write-ahead log, a few seconds ago.",
                checkpointer::walBytes);
        reads.watch(meters.times("throng_read_wait",
                "How long reads of the database waited for their turn."));
    }

    @Override
    public void batchEnding(Sql sql) {
        // It is not over yet.
    }

    @Override
    public void batchEnded(Sql sql) {
        // How long it took is told beside it.
    }

    @Override
    public void rolledBack() {
        rollbacks.add(1);
    }

    @Override
    public void batchTook(int tasks, long nanos) {
        batchSizes.note(tasks);
        commitTimes.note(nanos);
    }
}
