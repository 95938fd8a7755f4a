package im.throng.server.account;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.Farewell;
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
    private final AccountSessions sessions;
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
                      AccountSessions sessions, List<AccountListener> listeners) {
        this.store = store;
        this.users = users;
        this.profiles = profiles;
        this.sessions = sessions;
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
    /// @throws RejectedException 503 if a store cannot be reached, or the account is being erased
    ///                           already; if it is gone nevertheless, the rest follows later
    void depart(UserId user) {
        if (!underWay.add(user)) {
            throw new RejectedException(ErrorCode.UNAVAILABLE, "the account is being deleted");
        }
        try {
            store.begin(user);
            users.erase(user);
            complete(user);
        } finally {
            underWay.remove(user);
            mayBeOpen = true;
        }
    }

    /// The account is gone whatever one feature cannot do now: the others still have to know, and
    /// what is not done is done later.
    private void complete(UserId user) {
        profiles.forget(user);
        boolean all = true;
        for (AccountListener listener : listeners) {
            all &= tried(user, () -> listener.erased(user));
        }
        if (all) {
            tried(user, () -> store.complete(user));
        }
    }

    private static boolean tried(UserId user, Runnable step) {
        try {
            step.run();
            return true;
        } catch (RuntimeException failure) {
            log.error("something of the deleted user {} stays for now", user, failure);
            return false;
        }
    }

    private void resume() {
        if (!mayBeOpen) {
            return;
        }
        mayBeOpen = false;
        try {
            for (UserId user : store.open()) {
                mayBeOpen = true;
                if (underWay.add(user)) {
                    try {
                        resume(user);
                    } finally {
                        underWay.remove(user);
                    }
                }
            }
        } catch (RejectedException unreachable) {
            mayBeOpen = true;
            log.info("departures wait: {}", unreachable.words());
        }
    }

    /// One that cannot be gone on with must not keep the others waiting.
    private void resume(UserId user) {
        try {
            if (users.find(user).isPresent()) {
                store.cancel(user);
                return;
            }
            sessions.refuse(user);
            sessions.closeConnections(sessions.revokeAll(user), Farewell.REVOKED,
                    "the account was deleted");
            complete(user);
            log.info("what was left of the deleted user {} is erased", user);
        } catch (RejectedException unreachable) {
            log.info("the departure of user {} waits: {}", user, unreachable.words());
        } catch (RuntimeException failure) {
            log.error("going on with the departure of user {} failed", user, failure);
        }
    }
}
