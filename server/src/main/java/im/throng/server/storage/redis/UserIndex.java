package im.throng.server.storage.redis;

import im.throng.protocol.error.RejectedException;
import io.lettuce.core.ScanCursor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Goes through the original's users: puts those into the index whom only the original knows, so
/// that they are found by name and listed, counts the plain passwords, and empties those that are
/// not to stay.
///
/// Threading: any thread that may block; one goes through them at a time. At the start a thread of
/// its own does, in batches, so that Redis is never held up for long.
final class UserIndex implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(UserIndex.class);
    private static final int BATCH = 500;
    private static final long AGAIN_MS = 2_000;

    private final UserRecords records;
    private final PlainPasswords plain;
    private final Durability durability;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("redis-index").daemon().factory());

    UserIndex(UserRecords records, PlainPasswords plain, Durability durability) {
        this.records = records;
        this.plain = plain;
        this.durability = durability;
    }

    /// Has them gone through soon, and says what was found.
    void start() {
        later(0);
    }

    /// Goes through them now.
    ///
    /// @return how many plain passwords there were
    synchronized long renew() {
        long passwords = 0;
        ScanCursor cursor = ScanCursor.INITIAL;
        do {
            UserRecords.Page page = records.page(cursor, BATCH);
            records.index(page.users());
            for (StoredUser user : page.users()) {
                passwords += blanked(user) || user.plainPassword().isEmpty() ? 0 : 1;
            }
            cursor = page.next();
        } while (!cursor.isFinished());
        return passwords;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private boolean blanked(StoredUser user) {
        if (plain == PlainPasswords.KEEP || !user.hasNeedlessPassword()) {
            return false;
        }
        records.change(user.id(), now -> now.hasNeedlessPassword()
                ? now.withPlainPassword("") : now);
        return true;
    }

    private void run() {
        try {
            durability.check();
            long passwords = renew();
            if (passwords > 0) {
                tell(passwords);
            }
        } catch (RejectedException unreachable) {
            log.debug("the original's users are indexed later: {}", unreachable.words());
            later(AGAIN_MS);
        } catch (RuntimeException failure) {
            log.error("indexing the original's users failed", failure);
        }
    }

    private void tell(long passwords) {
        switch (plain) {
            case KEEP -> log.warn("plain passwords of the original system in Redis: {}; they stay"
                    + " there (users.plain=keep)", passwords);
            case BLANK -> log.info("plain passwords of the original system in Redis: {}; each is"
                    + " emptied when its user logs in (users.plain=blank)", passwords);
        }
    }

    private void later(long delayMs) {
        try {
            thread.schedule(this::run, delayMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            log.debug("the original's users are indexed no more");
        }
    }
}
