package im.throng.bench.load;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// When each of very many has to give its next sign of life: those who come together are spread
/// evenly over the first period, and from then on each has its turn exactly once in a period,
/// however many come meanwhile.
///
/// Threading: confined to one thread.
final class Heartbeats<T> {

    private final PriorityQueue<Beat<T>> beats =
            new PriorityQueue<>(Comparator.comparingLong(Beat::dueNanos));

    private record Beat<T>(T who, long dueNanos, long periodNanos) {}

    /// Adds some who have come together.
    ///
    /// @param periodNanos how often each gives one; 0 for never
    /// @param nowNanos    as of a clock of the caller's, which never goes back
    void add(List<? extends T> fresh, long periodNanos, long nowNanos) {
        if (periodNanos == 0) {
            return;
        }
        for (int i = 0; i < fresh.size(); i++) {
            long first = nowNanos + (i + 1) * periodNanos / fresh.size();
            beats.add(new Beat<>(fresh.get(i), first, periodNanos));
        }
    }

    /// Returns the next one whose time has come, until its next time; null if there is none.
    @Nullable T next(long nowNanos) {
        Beat<T> beat = beats.peek();
        if (beat == null || beat.dueNanos() > nowNanos) {
            return null;
        }
        beats.remove();
        beats.add(new Beat<>(beat.who(), beat.dueNanos() + beat.periodNanos(),
                beat.periodNanos()));
        return beat.who();
    }

    /// Forgets all.
    void clear() {
        beats.clear();
    }
}
