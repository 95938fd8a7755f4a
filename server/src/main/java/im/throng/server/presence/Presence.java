package im.throng.server.presence;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.PresenceReply;
import im.throng.protocol.message.Push.PresenceChange;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.Status;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.session.Connection;
import im.throng.server.session.UserSession;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who is online, what others were told of them, and what there is to tell.
///
/// ```
///   first connection            last connection left, 5 s        told
///  ------------------> online ------------------------> gone ---------> forgotten
///                        ^                               |
///                        +------- connection ------------+
/// ```
///
/// Threading: any thread; guarded by this object's lock, under which nothing blocks.
final class Presence {

    private final PresenceConfig config;
    private final InstantSource clock;
    private final Map<UserId, Status> choices;
    private final NavigableMap<UserId, OnlineUser> users = new TreeMap<>();
    private final Set<OnlineUser> changed = new LinkedHashSet<>();
    /// Whom classic connections were told of: above the limit they go on hearing of those.
    private final Interests classics = new Interests();
    /// Whom native connections watch.
    private final Interests watches = new Interests();
    private final Map<SessionId, Integer> watched = new HashMap<>();
    private int visible;
    /// The same number, for readers without the lock.
    private volatile int online;
    private volatile boolean everyone;

    Presence(PresenceConfig config, InstantSource clock, Map<UserId, Status> choices) {
        this.config = config;
        this.clock = clock;
        this.choices = choices;
        // With a limit of 0 nobody is ever told of everybody, not even of the first who come.
        this.everyone = config.everyoneLimit() > 0;
    }

    int online() {
        return online;
    }

    /// Returns what the next news will say.
    boolean everyone() {
        return everyone ? online <= config.everyoneLimit() : online < config.everyoneReturn();
    }

    /// Counts a connection; returns whether there is something to tell.
    synchronized boolean opened(Connection connection, UserSession session) {
        OnlineUser user = users.computeIfAbsent(session.userId(), id -> new OnlineUser(
                session.user(), choices.getOrDefault(id, Status.ONLINE)));
        user.user = session.user();
        user.connections++;
        user.gone = false;
        if (connection.isClassic()) {
            classics.open(connection);
        } else {
            watches.open(connection);
        }
        return note(user);
    }

    /// Takes a connection off; returns the user's departure if it was the last one.
    synchronized @Nullable Departure closed(Connection connection, UserSession session) {
        classics.close(connection);
        countWatched(session.id(), -watches.close(connection));
        OnlineUser user = users.get(session.userId());
        if (user == null || --user.connections > 0) {
            return null;
        }
        user.departures++;
        user.leftAt = clock.millis();
        return new Departure(session.userId(), user.departures);
    }

    /// Counts the user as gone unless there was a connection since; returns whether there is
    /// something to tell.
    synchronized boolean expired(Departure departure) {
        OnlineUser user = users.get(departure.user());
        if (user == null || user.connections > 0 || user.departures != departure.number()) {
            return false;
        }
        user.gone = true;
        return note(user);
    }

    /// Takes a user's data as they are now.
    synchronized void renewed(User user) {
        OnlineUser online = users.get(user.userId());
        if (online != null) {
            online.user = user;
        }
    }

    /// Takes the user's choice; returns whether there is something to tell.
    synchronized boolean chosen(UserId id, Status status) {
        if (status == Status.ONLINE) {
            choices.remove(id);
        } else {
            choices.put(id, status);
        }
        OnlineUser user = users.get(id);
        if (user == null) {
            return false;
        }
        user.chosen = status;
        return note(user);
    }

    /// Forgets what is personal of a user whose account is erased, who is offline from now on;
    /// returns whether there is something to tell.
    synchronized boolean erased(UserId id) {
        choices.remove(id);
        OnlineUser user = users.get(id);
        if (user == null) {
            return false;
        }
        user.erased = true;
        return note(user);
    }

    /// Returns the people online after an id, by id.
    synchronized PresenceReply.OnlinePage page(@Nullable UserId after, int limit) {
        List<PresenceReply.OnlineUser> page = new ArrayList<>();
        var rest = after == null ? users : users.tailMap(after, false);
        for (OnlineUser user : rest.values()) {
            if (!user.counted) {
                continue;
            }
            if (page.size() == limit) {
                return new PresenceReply.OnlinePage(page, online, page.getLast().userId());
            }
            page.add(new PresenceReply.OnlineUser(
                    user.user.userId(), user.user.userName(), user.toOthers()));
        }
        return new PresenceReply.OnlinePage(page, online, null);
    }

    /// Returns the ids a classic client is told at its login, its own first, and remembers them.
    synchronized List<UserId> idsFor(Connection connection, UserId own) {
        List<UserId> ids = new ArrayList<>();
        ids.add(own);
        for (OnlineUser user : users.values()) {
            if (ids.size() >= config.classicIds()) {
                break;
            }
            if (user.counted && !user.user.userId().equals(own)) {
                ids.add(user.user.userId());
            }
        }
        classics.add(connection, ids);
        return ids;
    }

    /// Takes what there is to tell.
    synchronized News takeNews() {
        boolean before = everyone;
        everyone = everyone();
        List<PresenceChange> changes = new ArrayList<>();
        for (OnlineUser user : changed) {
            Status now = user.toOthers();
            if (now != user.told) {
                user.told = now;
                changes.add(change(user));
            }
            if (user.gone) {
                users.remove(user.user.userId());
            }
        }
        changed.clear();
        boolean toAll = before || everyone;
        if (toAll) {
            classics.addToAll(changes.stream().map(PresenceChange::userId).toList());
        }
        return new News(changes, online, everyone, toAll, before != everyone);
    }

    /// Returns the connections that hear of this user above the limit too.
    synchronized List<Connection> listeners(UserId user) {
        List<Connection> listeners = classics.in(user);
        listeners.addAll(watches.in(user));
        return listeners;
    }

    /// Keeps room for watches that are about to begin, so that the session's other connections do
    /// not take it meanwhile; returns for how many.
    ///
    /// @throws RejectedException 422 if they are more than a session may have
    synchronized int reserve(Connection connection, SessionId session, List<UserId> ids) {
        int more = watches.newAmong(connection, ids);
        if (watched.getOrDefault(session, 0) + more > config.watchedMax()) {
            throw RejectedException.invalid("userIds",
                    "would be more than " + config.watchedMax() + " watched in this session");
        }
        countWatched(session, more);
        return more;
    }

    /// Gives room back that was kept.
    synchronized void release(SessionId session, int reserved) {
        countWatched(session, -reserved);
    }

    /// Returns how others see these users at the moment.
    synchronized Map<UserId, Sight> sights(Collection<UserId> ids) {
        Map<UserId, Sight> sights = new LinkedHashMap<>();
        for (UserId id : ids) {
            OnlineUser user = users.get(id);
            sights.put(id, user == null ? Sight.NONE
                    : new Sight(user.toOthers(), user.user.userName()));
        }
        return sights;
    }

    /// Lets the connection hear of users from now on, in the room that was kept; returns those who
    /// have changed since the sights were taken.
    synchronized List<PresenceChange> watch(Connection connection, SessionId session,
                                            Map<UserId, Sight> asTold, int reserved) {
        countWatched(session, watches.add(connection, asTold.keySet()) - reserved);
        List<PresenceChange> changes = new ArrayList<>();
        asTold.forEach((id, before) -> {
            OnlineUser user = users.get(id);
            if (user != null && user.toOthers() != before.status()) {
                changes.add(change(user));
            } else if (user == null && before.status() != Status.OFFLINE) {
                changes.add(new PresenceChange(id, before.userName(), Status.OFFLINE,
                        clock.millis()));
            }
        });
        return changes;
    }

    /// Lets the connection hear of users no more.
    synchronized void unwatch(Connection connection, SessionId session, List<UserId> ids) {
        countWatched(session, -watches.remove(connection, ids));
    }

    private boolean note(OnlineUser user) {
        boolean counts = user.toOthers() != Status.OFFLINE;
        if (counts != user.counted) {
            user.counted = counts;
            visible += counts ? 1 : -1;
            online = visible;
        }
        return changed.add(user);
    }

    private void countWatched(SessionId session, int more) {
        watched.merge(session, more, Integer::sum);
        watched.remove(session, 0);
    }

    private PresenceChange change(OnlineUser user) {
        Status now = user.toOthers();
        return new PresenceChange(user.user.userId(), user.user.userName(), now,
                now == Status.OFFLINE && !user.erased ? lastSeen(user) : null);
    }

    private long lastSeen(OnlineUser user) {
        return user.gone ? user.leftAt : clock.millis();
    }

    /// How others see a user.
    record Sight(Status status, String userName) {

        static final Sight NONE = new Sight(Status.OFFLINE, "");
    }

    /// The leaving of a user's last connection; the number tells it from later ones.
    record Departure(UserId user, long number) {}

    /// What there is to tell.
    ///
    /// @param toAll   whether everybody is told, or only those who asked
    /// @param turned  whether `everyone` has just changed
    record News(List<PresenceChange> changes, int online, boolean everyone, boolean toAll,
                boolean turned) {}
}
