package im.throng.bench.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who may read which part of a conversation: always all of it, or as the log itself says.
///
/// Threading: immutable once made.
final class Membership {

    private static final Interval ALWAYS = new Interval(1, Long.MAX_VALUE);

    private final Map<Long, List<Interval>> intervals = new HashMap<>();

    /// Creates one that never changes.
    Membership(Set<Long> members) {
        members.forEach(user -> intervals.put(user, List.of(ALWAYS)));
    }

    /// Creates one that follows from the log's own changes.
    Membership(List<LogEntry> log) {
        for (LogEntry entry : log) {
            for (long user : entry.joined()) {
                List<Interval> its = intervals.computeIfAbsent(user, _ -> new ArrayList<>());
                if (its.isEmpty() || its.getLast().to() != Long.MAX_VALUE) {
                    its.add(new Interval(entry.seq(), Long.MAX_VALUE));
                }
            }
            for (long user : entry.left()) {
                List<Interval> its = intervals.getOrDefault(user, List.of());
                if (!its.isEmpty() && its.getLast().to() == Long.MAX_VALUE) {
                    its.add(new Interval(its.removeLast().from(), entry.seq()));
                }
            }
        }
    }

    /// Tells whether a user was a member when an entry was made.
    boolean covers(long user, long seq) {
        return of(user).stream().anyMatch(one -> one.from() <= seq && seq <= one.to());
    }

    /// Tells whether a user was away in between, which is why entries may be missing there.
    boolean interrupts(long user, long before, long seq) {
        return of(user).stream().anyMatch(one -> before < one.from() && one.from() <= seq);
    }

    /// Returns from where a user may read in the end; 0 if nothing.
    long readableFrom(long user) {
        List<Interval> its = of(user);
        return its.isEmpty() || its.getLast().to() != Long.MAX_VALUE ? 0 : its.getLast().from();
    }

    private List<Interval> of(long user) {
        return intervals.getOrDefault(user, List.of());
    }

    private record Interval(long from, long to) {}
}
