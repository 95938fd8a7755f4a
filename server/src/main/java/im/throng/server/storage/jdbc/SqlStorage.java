package im.throng.server.storage.jdbc;

import im.throng.server.delivery.Outlet;
import im.throng.server.telemetry.Meters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// All stores over one database, with their committer and their readers.
///
/// Threading: built and closed by one thread; the stores say their own.
public final class SqlStorage implements AutoCloseable {

    private static final int EPOCH_BYTES = 9;
    /// The same pages change again and again, at places all over the database, and each is written
    /// to the disk once in a period: so it is long, and so is the log.
    private static final Duration CHECKPOINT_PERIOD = Duration.ofMillis(2500);
    private static final long LOG_BYTES = 256L << 20;
    private static final long WAIT_BYTES = 1L << 30;

    private final Committer committer;
    private final ReadPool reads;
    private final Checkpointer checkpointer;
    private final SessionDates dates;
    private final EntryLog log;
    private final JdbcEntryStore entries;
    private final JdbcGroupStore groups;
    private final Departed departed = new Departed();
    private final InstantSource clock;

    /// Opens the connections and starts the committer.
    ///
    /// @param death learns what killed the committer
    public SqlStorage(Database database, StorageConfig config, InstantSource clock,
                      Meters meters, Consumer<Throwable> death) {
        this.clock = clock;
        this.committer = new Committer(database, config.commitQueueBytes(), death);
        this.reads = new ReadPool(database, config.readThreads(), config.readQueue());
        this.dates = new SessionDates(committer);
        this.log = new EntryLog(clock);
        var durable = new DurableHeads(reads);
        this.entries = new JdbcEntryStore(committer, reads, log, durable, departed);
        this.groups = new JdbcGroupStore(committer, reads, log, durable);
        this.checkpointer = new Checkpointer(database, CHECKPOINT_PERIOD, LOG_BYTES,
                WAIT_BYTES);
        committer.watch(log);
        committer.watch(checkpointer);
        committer.watch(new StorageMeters(meters, committer, reads, checkpointer));
        committer.start();
        checkpointer.start();
        groups.start();
    }

    /// Returns where entries are kept.
    public JdbcEntryStore entries() {
        return entries;
    }

    /// Returns where groups are kept.
    public JdbcGroupStore groups() {
        return groups;
    }

    /// Sets where outcomes go; before the first draft.
    public void tell(Outlet outlet) {
        log.tell(outlet);
    }

    /// Returns where accounts are kept.
    public JdbcUserStore users() {
        return new JdbcUserStore(committer, reads, clock);
    }

    /// Returns where sessions are kept.
    public JdbcSessionStore sessions() {
        return new JdbcSessionStore(committer, reads, dates);
    }

    /// Returns where commands leave notices for a running server.
    public JdbcNoticeStore notices() {
        return new JdbcNoticeStore(committer, reads);
    }

    /// Returns where it is kept who leaves for good.
    public JdbcDepartureStore departures() {
        return new JdbcDepartureStore(committer, reads, departed);
    }

    /// Returns where choices of status are kept.
    public JdbcPresenceStore presence() {
        return new JdbcPresenceStore(committer, reads);
    }

    /// Returns where members of conversations are kept.
    public JdbcConversationStore conversations() {
        return new JdbcConversationStore(committer, reads, log);
    }

    /// Returns the history's epoch; made at the first start, changed when a backup is restored.
    public String epoch(RandomGenerator random) {
        byte[] bytes = new byte[EPOCH_BYTES];
        random.nextBytes(bytes);
        String fresh = Base64.getUrlEncoder().encodeToString(bytes);
        return committer.call(sql -> {
            sql.update("INSERT INTO meta (name, value) VALUES ('epoch', ?) ON CONFLICT DO NOTHING",
                    fresh);
            return sql.first("SELECT value FROM meta WHERE name = 'epoch'",
                    row -> row.getString(1)).orElseThrow();
        });
    }

    /// Commits what is waiting, then closes everything.
    @Override
    public void close() {
        committer.close();
        reads.close();
        checkpointer.close();
    }
}
