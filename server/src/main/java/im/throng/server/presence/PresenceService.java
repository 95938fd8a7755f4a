package im.throng.server.presence;

import im.throng.protocol.message.PresenceReply;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Push.PresenceChange;
import im.throng.protocol.message.Status;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.account.AccountListener;
import im.throng.server.account.Welcome;
import im.throng.server.delivery.Delivery;
import im.throng.server.session.Connection;
import im.throng.server.session.SessionListener;
import im.throng.server.session.UserSession;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who is there: follows the connections and tells those who should know, gathered into few pushes.
///
/// Threading: any thread; pushes leave from one timer thread, so they keep their order.
public final class PresenceService
        implements SessionListener, AccountListener, Welcome, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PresenceService.class);
    /// How many changes one push has at most; it stays far below the largest frame.
    private static final int CHANGES_MAX = 500;

    private final Presence presence;
    private final PresenceStore store;
    private final Delivery delivery;
    private final PresenceConfig config;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("presence").daemon().factory());
    private boolean gathering;

    /// Creates the service; reads the users' choices.
    public PresenceService(PresenceStore store, Delivery delivery, InstantSource clock,
                           PresenceConfig config) {
        this.store = store;
        this.delivery = delivery;
        this.config = config;
        this.presence = new Presence(config, clock, store.choices());
    }

    @Override
    public int online() {
        return presence.online();
    }

    @Override
    public boolean everyone() {
        return presence.everyone();
    }

    @Override
    public void opened(Connection connection, UserSession session) {
        if (presence.opened(connection, session)) {
            gather();
        }
    }

    @Override
    public void closed(Connection connection, UserSession session) {
        Presence.Departure departure = presence.closed(connection, session);
        if (departure != null) {
            after(config.offlineAfter().toMillis(), () -> {
                if (presence.expired(departure)) {
                    gather();
                }
            });
        }
    }

    @Override
    public void renewed(User user) {
        presence.renewed(user);
    }

    @Override
    public void began(UserId user) {
        // Who is new is online when connected, as everybody who chose nothing.
    }

    @Override
    public void erased(UserId user) {
        // First, so that nothing is noted of the user after the erasing.
        if (presence.erased(user)) {
            gather();
        }
        store.erase(user);
    }

    /// Keeps the user's choice, then shows it.
    void choose(UserId user, Status status) {
        store.choose(user, status);
        if (presence.chosen(user, status)) {
            gather();
        }
    }

    PresenceReply.OnlinePage page(@Nullable UserId after, int limit) {
        return presence.page(after, limit);
    }

    List<UserId> idsFor(Connection connection, UserId own) {
        return presence.idsFor(connection, own);
    }

    Watches watches() {
        return new Watches(presence, store, delivery);
    }

    /// Stops telling.
    @Override
    public void close() {
        timer.shutdownNow();
    }

    /// Tells a little later, so that many changes become one push.
    private synchronized void gather() {
        if (!gathering) {
            gathering = true;
            after(config.gather().toMillis(), this::tell);
        }
    }

    private void tell() {
        synchronized (this) {
            gathering = false;
        }
        Presence.News news = presence.takeNews();
        List<PresenceChange> changes = news.changes();
        noteLeaving(changes);
        if (news.toAll()) {
            if (news.turned() && changes.isEmpty()) {
                delivery.toEveryone(push(List.of(), news));
            }
            for (int from = 0; from < changes.size(); from += CHANGES_MAX) {
                int to = Math.min(changes.size(), from + CHANGES_MAX);
                delivery.toEveryone(push(changes.subList(from, to), news));
            }
            return;
        }
        toListeners(news);
    }

    /// Each listener gets one push; those who hear the same share it.
    private void toListeners(Presence.News news) {
        Map<Connection, List<PresenceChange>> heard = new LinkedHashMap<>();
        for (PresenceChange change : news.changes()) {
            for (Connection listener : presence.listeners(change.userId())) {
                heard.computeIfAbsent(listener, _ -> new ArrayList<>()).add(change);
            }
        }
        Map<List<PresenceChange>, List<Connection>> alike = new LinkedHashMap<>();
        heard.forEach((listener, changes) ->
                alike.computeIfAbsent(changes, _ -> new ArrayList<>()).add(listener));
        alike.forEach((changes, listeners) -> delivery.toConnections(listeners,
                push(changes, news)));
    }

    private void noteLeaving(List<PresenceChange> changes) {
        Map<UserId, Long> lastSeen = new HashMap<>();
        for (PresenceChange change : changes) {
            if (change.lastSeen() != null) {
                lastSeen.put(change.userId(), change.lastSeen());
            }
        }
        if (!lastSeen.isEmpty()) {
            store.seen(lastSeen);
        }
    }

    private static Push push(List<PresenceChange> changes, Presence.News news) {
        return new Push.PresenceChanged(changes, news.online(), news.everyone());
    }

    private void after(long delayMs, Runnable task) {
        try {
            timer.schedule(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    log.error("telling of presence failed", e);
                }
            }, delayMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            log.debug("presence is closed");
        }
    }
}
