package im.throng.server.account;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.UserId;
import im.throng.server.session.Connection;
import im.throng.server.session.SessionListener;
import im.throng.server.session.UserSession;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what a token may have got wrong: a session that was resumed knows its user as of the
/// token's making (P-12). It gets the user's data of now a moment later, in batches and so many in
/// a second, so that many who come back at once do not storm the store.
///
/// Who is not read because the store cannot be reached is not tried again: it is asked for at the
/// next login.
///
/// Threading: any thread may ask; guarded by its lock. The reading is done by a thread of its own,
/// outside the lock.
public final class ProfileRefresh implements SessionListener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ProfileRefresh.class);
    private static final int BATCH_MAX = 200;
    private static final long PERIOD_MS = 50;

    private final Profiles profiles;
    /// One for each user who is back and not read yet, so it is bounded by those connected.
    private final Set<UserId> waiting = new LinkedHashSet<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("profiles").daemon().factory());
    private boolean running;

    /// Creates the service.
    public ProfileRefresh(Profiles profiles) {
        this.profiles = profiles;
    }

    /// Has the user's data read soon.
    @Override
    public synchronized void opened(Connection connection, UserSession session) {
        waiting.add(session.userId());
        if (!running) {
            running = true;
            later();
        }
    }

    @Override
    public void closed(Connection connection, UserSession session) {
        // Reading somebody who has left again harms nobody.
    }

    /// Stops reading.
    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void later() {
        try {
            timer.schedule(this::readSome, PERIOD_MS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            log.debug("nobody is read any more");
        }
    }

    private void readSome() {
        List<UserId> batch = take();
        try {
            profiles.refresh(batch);
        } catch (RejectedException unreachable) {
            log.debug("{} users were not read: {}", batch.size(), unreachable.words());
        } catch (RuntimeException failure) {
            log.error("reading users who are back failed", failure);
        }
        goOn();
    }

    private synchronized List<UserId> take() {
        List<UserId> batch = waiting.stream().limit(BATCH_MAX).toList();
        waiting.removeAll(batch);
        return batch;
    }

    private synchronized void goOn() {
        running = !waiting.isEmpty();
        if (running) {
            later();
        }
    }
}
