package im.throng.server.account;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.UserId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that what an erased user leaves behind goes too, in every feature, also if the server
/// stops in between or a store cannot be reached: accounts and conversations may lie in two stores,
/// which know no common transaction.
///
/// Threading: any thread that may block; what was interrupted goes on, on one of its own.
public final class Departures implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Departures.class);
    private static final long PERIOD_S = 10;

    private final DepartureStore store;
    private final UserStore users;
    private final Profiles profiles;
    private final List<AccountListener> listeners;
    /// Whose request is being carried out now: their accounts are there, but not for long.
    private final Set<UserId> underWay = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("departures").daemon().factory());
    private volatile boolean mayBeOpen = true;

    /// Creates it.
    ///
    /// @param listeners erase what they keep of a user, more than once if need be
    public Departures(DepartureStore store, UserStore users, Profiles profiles,
                      List<AccountListener> listeners) {
        this.store = store;
        this.users = users;
        this.profiles = profiles;
        this.listeners = List.copyOf(listeners);
    }

    /// Begins to go on with what was interrupted.
    public void start() {
        timer.scheduleWithFixedDelay(this::resume, 0, PERIOD_S, TimeUnit.SECONDS);
    }

    /// Stops going on.
    @Override
    public void close() {
        timer.shutdownNow();
    }

    /// Erases an account and what is left of its user.
    ///
    /// @throws RejectedException 503 if a store cannot be reached; if the account is gone
    ///                           nevertheless, the rest follows later
    void depart(UserId user) {
        underWay.add(user);
        try {
            mayBeOpen = true;
            store.begin(user);
            users.erase(user);
            complete(user);
        } finally {
            underWay.remove(user);
        }
    }

    /// The account is gone whatever one feature cannot do now: the others still have to know.
    private void complete(UserId user) {
        profiles.forget(user);
        boolean all = true;
        for (AccountListener listener : listeners) {
            try {
                listener.erased(user);
            } catch (RuntimeException failure) {
                log.error("something of the deleted user {} stays for now", user, failure);
                all = false;
            }
        }
        if (all) {
            store.complete(user);
        }
    }

    private void resume() {
        if (!mayBeOpen) {
            return;
        }
        try {
            mayBeOpen = false;
            for (UserId user : store.open()) {
                mayBeOpen = true;
                if (!underWay.contains(user)) {
                    resume(user);
                }
            }
        } catch (RejectedException unreachable) {
            mayBeOpen = true;
            log.info("departures wait: {}", unreachable.words());
        } catch (RuntimeException failure) {
            mayBeOpen = true;
            log.error("going on with departures failed", failure);
        }
    }

    private void resume(UserId user) {
        if (users.find(user).isPresent()) {
            store.cancel(user);
        } else {
            complete(user);
            log.info("what was left of the deleted user {} is erased", user);
        }
    }
}
