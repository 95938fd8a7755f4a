package im.throng.server.account;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts events by key within a sliding window, up to a limit.
///
/// It remembers at most [#KEYS_MAX] keys and forgets the one that was longest quiet: whoever fills
/// it pays with an event for each.
///
/// Threading: guarded by its owner.
final class Counts<K> {

    private static final int KEYS_MAX = 100_000;

    private final int limit;
    private final long windowNanos;
    private final Map<K, Deque<Long>> times = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Deque<Long>> eldest) {
            return size() > KEYS_MAX;
        }
    };

    Counts(int limit, long windowNanos) {
        this.limit = limit;
        this.windowNanos = windowNanos;
    }

    /// Notes an event.
    void add(K key, long nowNanos) {
        Deque<Long> own = times.computeIfAbsent(key, _ -> new ArrayDeque<>(1));
        own.addLast(nowNanos);
        if (own.size() > limit) {
            own.removeFirst();
        }
    }

    /// Returns 0 while the limit is not reached, else the nanoseconds until there is room again.
    long waitNanos(K key, long nowNanos) {
        Deque<Long> own = times.get(key);
        if (own == null) {
            return 0;
        }
        while (!own.isEmpty() && nowNanos - own.getFirst() >= windowNanos) {
            own.removeFirst();
        }
        if (own.isEmpty()) {
            times.remove(key);
            return 0;
        }
        return own.size() < limit ? 0 : windowNanos - (nowNanos - own.getFirst());
    }

    /// Takes the newest event back.
    void takeBack(K key) {
        Deque<Long> own = times.get(key);
        if (own != null) {
            own.pollLast();
        }
    }

    void clear(K key) {
        times.remove(key);
    }
}
