package im.throng.server.storage.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.UserId;
import im.throng.server.account.UserStore;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.MapScanCursor;
import io.lettuce.core.Range;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The users' records and their index, as the package draws them. Each change is one script, so
/// nobody sees half of it.
///
/// Threading: any thread that may block.
final class UserRecords {

    private static final Logger log = LoggerFactory.getLogger(UserRecords.class);
    private static final String ORIGINALS = "users";
    private static final String OWN = "throng:users";
    private static final String NAMES = "throng:names";
    private static final String NAMED = "throng:named";
    private static final String IDS = "throng:ids";
    private static final String NEXT_ID = "throng:next-id";
    private static final Pattern DECIMAL_ID = Pattern.compile("[1-9][0-9]{0,15}");
    private static final int TRIES_MAX = 20;
    private static final int BROKEN_TOLD_MAX = 1000;
    private static final byte[] NONE = {};

    private final RedisLink link;
    private final LuaScript keep = new LuaScript("keep-users.lua", ScriptOutputType.MULTI,
            ORIGINALS, OWN, NAMES, NAMED, IDS);
    private final LuaScript replace = new LuaScript("replace-user.lua", ScriptOutputType.INTEGER,
            ORIGINALS, OWN, NAMES, NAMED, IDS);
    private final LuaScript index = new LuaScript("index-users.lua", ScriptOutputType.INTEGER,
            ORIGINALS, NAMES, NAMED, IDS);
    private final LuaScript nextId = new LuaScript("next-id.lua", ScriptOutputType.INTEGER,
            ORIGINALS, OWN, NEXT_ID);
    /// Whose records were told to be broken.
    private final Set<UserId> brokenTold = ConcurrentHashMap.newKeySet();

    UserRecords(RedisLink link) {
        this.link = link;
    }

    /// Returns an id that is free now; it is given to nobody else.
    UserId freeId() {
        while (true) {
            long id = link.<Long>call(redis -> nextId.run(redis, List.of(
                    decimal(UserStore.FIRST_FREE_ID), decimal(Limits.ID_MAX))));
            if (id > 0) {
                return new UserId(id);
            }
            if (id < 0) {
                throw new RejectedException(ErrorCode.CONFLICT, "there is no free userId");
            }
        }
    }

    /// Keeps new users; returns the ids that were taken, whose records stay as they were.
    Set<UserId> keep(List<StoredUser> users) {
        if (users.isEmpty()) {
            return Set.of();
        }
        List<byte[]> arguments = new ArrayList<>(4 * users.size());
        for (StoredUser user : users) {
            arguments.add(decimal(user.id().value()));
            arguments.add(bytes(user.original()));
            arguments.add(bytes(user.own()));
            arguments.add(member(user));
        }
        Set<UserId> taken = new LinkedHashSet<>();
        for (byte[] id : link.<List<byte[]>>call(redis -> keep.run(redis, arguments))) {
            taken.add(new UserId(Long.parseLong(new String(id, UTF_8))));
        }
        return taken;
    }

    /// Returns those of the users who have an account, in the order of the ids.
    List<StoredUser> read(Collection<UserId> ids) {
        return readFound(ids).stream().flatMap(found -> found.stored.stream()).toList();
    }

    /// Changes a user's records, whoever else does; returns them as they are then, or empty if
    /// there is no account.
    Optional<StoredUser> change(UserId id, UnaryOperator<StoredUser> change) {
        for (int i = 0; i < TRIES_MAX; i++) {
            Found before = readFound(List.of(id)).getFirst();
            if (before.stored.isEmpty()) {
                return Optional.empty();
            }
            StoredUser after = change.apply(before.stored.get());
            if (replaced(before, after)) {
                return Optional.of(after);
            }
        }
        log.warn("user {} was changed by others {} times meanwhile", id, TRIES_MAX);
        throw Failures.unavailable();
    }

    /// Returns the ids of those whose names begin so, by name and then by id.
    List<UserId> named(String beginning, int limit) {
        return link.call(redis -> redis.zrangebylex(NAMES, NameEntry.beginning(beginning),
                        Limit.from(limit))).stream()
                .map(NameEntry::idOf).toList();
    }

    /// Returns the ids after this one, in order.
    List<UserId> idsAfter(long after, int limit) {
        Range<Long> behind = Range.from(
                Range.Boundary.excluding(after), Range.Boundary.unbounded());
        return link.call(redis -> redis.zrangebyscore(IDS, behind, Limit.from(limit))).stream()
                .map(id -> new UserId(Long.parseLong(new String(id, UTF_8)))).toList();
    }

    /// Returns some of the original's users and where to go on; some may come twice.
    Page page(ScanCursor from, int about) {
        MapScanCursor<String, byte[]> page =
                link.call(redis -> redis.hscan(ORIGINALS, from, ScanArgs.Builder.limit(about)));
        List<UserId> ids = page.getMap().keySet().stream()
                .flatMap(field -> idOf(field).stream()).toList();
        return new Page(read(ids), page);
    }

    /// Puts users into the index who are not in it.
    void index(List<StoredUser> users) {
        if (users.isEmpty()) {
            return;
        }
        List<byte[]> arguments = new ArrayList<>(2 * users.size());
        for (StoredUser user : users) {
            arguments.add(decimal(user.id().value()));
            arguments.add(member(user));
        }
        link.<Long>call(redis -> index.run(redis, arguments));
    }

    private boolean replaced(Found before, StoredUser after) {
        return link.<Long>call(redis -> replace.run(redis, List.of(decimal(after.id().value()),
                before.originalBytes, before.ownBytes,
                original(before, after), bytes(after.own()), member(after)))) == 1;
    }

    /// Returns the original's record as it shall be: to the byte as it was, unless it changes.
    private static byte[] original(Found before, StoredUser after) {
        if (after.nameEntry().isEmpty()) {
            return NONE;
        }
        boolean same = before.stored.map(StoredUser::original).orElse(null) == after.original();
        return same ? before.originalBytes : bytes(after.original());
    }

    private List<Found> readFound(Collection<UserId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        String[] fields = ids.stream().map(UserId::toString).toArray(String[]::new);
        // In this order: who is taken over in between has ours, and it counts.
        List<KeyValue<String, byte[]>> originals =
                link.call(redis -> redis.hmget(ORIGINALS, fields));
        List<KeyValue<String, byte[]>> own = link.call(redis -> redis.hmget(OWN, fields));
        List<Found> found = new ArrayList<>(ids.size());
        int i = 0;
        for (UserId id : ids) {
            found.add(found(id, originals.get(i).getValueOrElse(NONE),
                    own.get(i).getValueOrElse(NONE)));
            i++;
        }
        return found;
    }

    private Found found(UserId id, byte[] originalBytes, byte[] ownBytes) {
        OriginalRecord original = OriginalRecord.read(originalBytes).orElse(null);
        OwnRecord own = OwnRecord.read(id, ownBytes).orElse(null);
        if (own == null && ownBytes.length > 0) {
            tellBroken(id, OWN);
            // Never fall back to a plain password.
            return new Found(originalBytes, ownBytes, Optional.empty());
        }
        if (original == null && originalBytes.length > 0) {
            tellBroken(id, ORIGINALS);
        }
        boolean none = own == null ? original == null : own.erasedAt() != 0;
        return new Found(originalBytes, ownBytes,
                none ? Optional.empty() : Optional.of(new StoredUser(id, original, own)));
    }

    private void tellBroken(UserId id, String hash) {
        if (brokenTold.size() < BROKEN_TOLD_MAX && brokenTold.add(id)) {
            log.warn("the record of user {} in the hash {} is no JSON object", id, hash);
        }
    }

    private static Optional<UserId> idOf(String field) {
        return DECIMAL_ID.matcher(field).matches() && Long.parseLong(field) <= Limits.ID_MAX
                ? Optional.of(new UserId(Long.parseLong(field))) : Optional.empty();
    }

    private static byte[] decimal(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }

    private static byte[] bytes(@Nullable OriginalRecord record) {
        return record == null ? NONE : record.bytes();
    }

    private static byte[] bytes(@Nullable OwnRecord record) {
        return record == null ? NONE : record.bytes();
    }

    private static byte[] member(StoredUser user) {
        return user.nameEntry().map(NameEntry::bytes).orElse(NONE);
    }

    /// Some users, and where to go on.
    record Page(List<StoredUser> users, ScanCursor next) {}

    /// What was read of one user, and what it means.
    private static final class Found {

        private final byte[] originalBytes;
        private final byte[] ownBytes;
        private final Optional<StoredUser> stored;

        Found(byte[] originalBytes, byte[] ownBytes, Optional<StoredUser> stored) {
            this.originalBytes = originalBytes;
            this.ownBytes = ownBytes;
            this.stored = stored;
        }
    }
}
