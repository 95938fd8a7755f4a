package im.throng.server.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.AccountRequest.UpdateProfile;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.session.Sessions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The public data of users: reading, finding and changing it.
///
/// Users that were read are remembered for a while, and used beyond that while the store cannot be
/// reached, so that conversations go on with the names their members have.
///
/// Threading: any thread that may block.
public final class Profiles {

    private static final int REMEMBERED_MAX = 100_000;
    private static final long FRESH_NANOS = 60_000_000_000L;

    private final UserStore store;
    private final Sessions sessions;
    private final LongSupplier nanoTime;
    private final Cache<UserId, Remembered> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).build();

    /// Creates the service.
    ///
    /// @param nanoTime as [System#nanoTime]
    public Profiles(UserStore store, Sessions sessions, LongSupplier nanoTime) {
        this.store = store;
        this.sessions = sessions;
        this.nanoTime = nanoTime;
    }

    /// Returns the users with these ids, in the order of the ids; unknown ones are left out.
    ///
    /// @throws RejectedException 503 if the store cannot be reached and one is not remembered
    public List<User> users(Collection<UserId> ids) {
        Map<UserId, User> known = new LinkedHashMap<>();
        read(ids, known, true);
        return inOrder(ids, known);
    }

    /// Tells whether there is a user with this id.
    ///
    /// @throws RejectedException 503 if the store cannot be reached and the user is not remembered
    public boolean isThere(UserId id) {
        return isThereAtHand(id).orElseGet(() -> !users(List.of(id)).isEmpty());
    }

    /// Tells the same if it is remembered; else empty. For callers that may not wait.
    public Optional<Boolean> isThereAtHand(UserId id) {
        Remembered old = remembered.getIfPresent(id);
        return old != null && isFresh(old, nanoTime.getAsLong())
                ? Optional.of(old.user() != null) : Optional.empty();
    }

    /// Returns how users are called. It never refuses: without the store, those remembered have
    /// their names, and the others their ids.
    public Known known(Collection<UserId> ids) {
        Map<UserId, User> known = new LinkedHashMap<>();
        boolean whole = read(ids, known, false);
        return new Known(known, whole);
    }

    /// Returns the user with this id, and those whose names begin so.
    public List<User> search(String query, int limit) {
        Map<UserId, User> found = new LinkedHashMap<>();
        idOf(query).ifPresent(id -> store.users(List.of(id))
                .forEach(user -> found.put(user.userId(), user)));
        for (User user : store.namedLike(query, limit)) {
            if (found.size() < limit) {
                found.put(user.userId(), user);
            }
        }
        return List.copyOf(found.values());
    }

    /// Changes a user's own data, from now on for everybody.
    ///
    /// @throws RejectedException 404 if the account is gone, or the avatar is no file
    public User update(UserId id, UpdateProfile change) {
        if (change.avatar() != null && !change.avatar().isEmpty()) {
            throw new RejectedException(ErrorCode.NOT_FOUND, "avatar names no file");
        }
        User user = store.update(id, change).orElseThrow(() ->
                new RejectedException(ErrorCode.NOT_FOUND, "the account was deleted"));
        remembered.put(id, new Remembered(user, nanoTime.getAsLong()));
        sessions.renew(user);
        return user;
    }

    /// Reads users as they are now: sessions that go on with older data get them.
    void refresh(Collection<UserId> ids) {
        readAnew(ids, sessions::renew);
    }

    /// Forgets a user who is gone.
    void forget(UserId id) {
        remembered.put(id, new Remembered(null, nanoTime.getAsLong()));
    }

    /// Reads users into `known`; returns whether the rest are known to be none.
    private boolean read(Collection<UserId> ids, Map<UserId, User> known, boolean all) {
        long now = nanoTime.getAsLong();
        Map<UserId, User> stale = new LinkedHashMap<>();
        List<UserId> missing = new ArrayList<>();
        for (UserId id : ids) {
            Remembered old = remembered.getIfPresent(id);
            if (old != null && isFresh(old, now)) {
                old.addTo(known);
            } else {
                missing.add(id);
                if (old != null) {
                    old.addTo(stale);
                }
            }
        }
        if (missing.isEmpty()) {
            return true;
        }
        try {
            readAnew(missing, user -> known.put(user.userId(), user));
            return true;
        } catch (RejectedException unreachable) {
            if (all && stale.size() < missing.size()) {
                throw unreachable;
            }
            known.putAll(stale);
            return false;
        }
    }

    /// Reads users, remembers them and hands them over. Whoever was changed or is gone since the
    /// reading began stays as was remembered then.
    private void readAnew(Collection<UserId> ids, Consumer<User> taken) {
        Map<UserId, Remembered> before = remembered.getAllPresent(ids);
        Map<UserId, User> read = new HashMap<>();
        store.users(ids).forEach(user -> read.put(user.userId(), user));
        for (UserId id : ids) {
            remembered.asMap().compute(id, (_, now) -> {
                boolean moved = now != null && !now.equals(before.get(id));
                User user = moved ? now.user() : read.get(id);
                if (user == null) {
                    return moved ? now : null;
                }
                taken.accept(user);
                return moved ? now : new Remembered(user, nanoTime.getAsLong());
            });
        }
    }

    private static boolean isFresh(Remembered user, long now) {
        return now - user.readNanos() < FRESH_NANOS;
    }

    private static List<User> inOrder(Collection<UserId> ids, Map<UserId, User> known) {
        List<User> users = new ArrayList<>(ids.size());
        for (UserId id : ids) {
            User user = known.get(id);
            if (user != null) {
                users.add(user);
            }
        }
        return users;
    }

    private static Optional<UserId> idOf(String query) {
        try {
            return Optional.of(new UserId(Long.parseLong(query.strip())));
        } catch (NumberFormatException | RejectedException noId) {
            return Optional.empty();
        }
    }

    /// How users are called.
    ///
    /// @param whole whether those that are not among the users are known to be none
    public record Known(Map<UserId, User> users, boolean whole) {

        /// How an account that was erased is called.
        private static final String ERASED = "deleted";

        /// Returns a user's name.
        public String name(UserId id) {
            User user = users.get(id);
            if (user != null) {
                return user.userName();
            }
            return whole ? ERASED : id.toString();
        }
    }

    /// A user, or null for one who is gone, and when that was read.
    private record Remembered(@Nullable User user, long readNanos) {

        void addTo(Map<UserId, User> users) {
            if (user != null) {
                users.put(user.userId(), user);
            }
        }
    }
}
