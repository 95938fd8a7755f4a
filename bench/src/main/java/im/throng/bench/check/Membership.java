package im.throng.bench.check;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// Who may read which part of a conversation: always all of it, or as the log itself says. One is
/// a member from the entry of one's joining on, and no more at that of one's leaving.
///
/// Threading: immutable once made.
final class Membership {

    /// The end of what has none yet.
    private static final long OPEN = Long.MAX_VALUE;

    /// For each user the first entries of the intervals, and where these end.
    private final Map<Long, NavigableMap<Long, Long>> intervals = new HashMap<>();

    /// Creates one that never changes.
    Membership(Set<Long> members) {
        members.forEach(user -> intervals.put(user, new TreeMap<>(Map.of(0L, OPEN))));
    }

    /// Creates one that follows from the log's own changes.
    Membership(List<LogEntry> log) {
        for (LogEntry entry : log) {
            for (long user : entry.joined()) {
                NavigableMap<Long, Long> its =
                        intervals.computeIfAbsent(user, _ -> new TreeMap<>());
                if (!isOpen(its)) {
                    its.put(entry.seq(), OPEN);
                }
            }
            for (long user : entry.left()) {
                NavigableMap<Long, Long> its = of(user);
                if (isOpen(its)) {
                    its.put(its.lastKey(), entry.seq());
                }
            }
        }
    }

    /// Tells whether a user was a member once an entry was made.
    boolean covers(long user, long seq) {
        Map.Entry<Long, Long> last = of(user).floorEntry(seq);
        return last != null && seq < last.getValue();
    }

    /// Tells whether a user was a member at some moment, when the log ended between two places.
    boolean meets(long user, long first, long last) {
        Map.Entry<Long, Long> its = of(user).floorEntry(last);
        return its != null && its.getValue() > first;
    }

    /// Tells whether a user was no member at some moment, when the log ended between two places.
    boolean spares(long user, long first, long last) {
        Map.Entry<Long, Long> its = of(user).floorEntry(first);
        return its == null || its.getValue() <= last;
    }

    /// Returns the earliest joining that can have held when the log ended between two places; 0
    /// without one.
    long since(long user, long first, long last) {
        Map.Entry<Long, Long> its = of(user).floorEntry(first);
        if (its != null && its.getValue() > first) {
            return its.getKey();
        }
        Long next = of(user).higherKey(first);
        return next == null || next > last ? 0 : next;
    }

    /// Tells whether a page may begin behind a place with one entry and end with another.
    boolean reads(long user, long after, long first, long last) {
        Map.Entry<Long, Long> its = of(user).floorEntry(first);
        return its != null && first == Math.max(after + 1, its.getKey()) && last < its.getValue();
    }

    /// Returns which entry a member's connection is told of after one: the next, or that of the
    /// next joining.
    long next(long user, long seq) {
        if (covers(user, seq + 1)) {
            return seq + 1;
        }
        Long joining = of(user).higherKey(seq);
        return joining == null ? OPEN : joining;
    }

    /// Tells whether a user joined behind one entry and up to another.
    boolean interrupts(long user, long before, long seq) {
        Long joining = of(user).higherKey(before);
        return joining != null && joining <= seq;
    }

    /// Tells whether a user joined with this entry.
    boolean begins(long user, long seq) {
        return of(user).containsKey(seq);
    }

    /// Returns from where a user may read in the end; 0 if nothing.
    long readableFrom(long user) {
        NavigableMap<Long, Long> its = of(user);
        return isOpen(its) ? Math.max(1, its.lastKey()) : 0;
    }

    private NavigableMap<Long, Long> of(long user) {
        return intervals.getOrDefault(user, Collections.emptyNavigableMap());
    }

    private static boolean isOpen(NavigableMap<Long, Long> its) {
        return !its.isEmpty() && its.lastEntry().getValue() == OPEN;
    }
}
