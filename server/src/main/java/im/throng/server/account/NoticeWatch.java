package im.throng.server.account;

import im.throng.protocol.error.RejectedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for what commands change beside this server, and lets it take effect: sessions that were
/// revoked end, users who changed are read again. It costs one read of a few rows a second.
///
/// Threading: one thread of its own, from [#start] on.
public final class NoticeWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(NoticeWatch.class);
    private static final long PERIOD_MS = 1_000;
    private static final int BATCH_MAX = 1_000;
    private static final Duration KEPT = Duration.ofDays(1);

    private final NoticeStore notices;
    private final Profiles profiles;
    private final AccountSessions sessions;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("notices").daemon().factory());
    private long seen;

    /// Creates the watch.
    ///
    /// @param seen the number of the newest notice of before the start, see [#newest]: those after
    ///             it may tell what this server has not read from its stores
    public NoticeWatch(NoticeStore notices, long seen, Profiles profiles,
                       AccountSessions sessions) {
        this.notices = notices;
        this.seen = seen;
        this.profiles = profiles;
        this.sessions = sessions;
    }

    /// Returns the number of the newest notice; to be called before anything is read into memory
    /// that notices tell of.
    public static long newest(NoticeStore notices, InstantSource clock) {
        return notices.forget(clock.millis() - KEPT.toMillis());
    }

    /// Begins to look.
    public void start() {
        timer.scheduleWithFixedDelay(this::look, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    /// Stops looking.
    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void look() {
        try {
            List<NoticeStore.Numbered> batch;
            do {
                batch = notices.after(seen, BATCH_MAX);
                for (NoticeStore.Numbered one : batch) {
                    follow(one.notice());
                    seen = one.number();
                }
            } while (batch.size() == BATCH_MAX);
        } catch (RejectedException unreachable) {
            log.debug("notices were not read: {}", unreachable.words());
        } catch (RuntimeException failure) {
            log.error("following a notice failed", failure);
        }
    }

    private void follow(Notice notice) {
        switch (notice) {
            case Notice.SessionRevoked revoked -> sessions.revokedElsewhere(revoked.session());
            case Notice.PasswordReplaced replaced -> {
                sessions.endBegunBy(replaced.userId(), replaced.at());
                log.info("user {} got a new password from the operator", replaced.userId());
            }
            case Notice.UserChanged changed ->
                    profiles.refresh(List.of(changed.userId()));
        }
    }
}
