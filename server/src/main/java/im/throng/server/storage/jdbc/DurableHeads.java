package im.throng.server.storage.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.throng.server.chat.Place;
import java.util.Optional;
import java.util.OptionalLong;

/// The newest durable `seq` of conversations, from memory where it is known.
///
/// Threading: any thread.
final class DurableHeads {

    private static final int KEPT_MAX = 500_000;

    private final ReadPool reads;
    private final Cache<Place, Long> known = Caffeine.newBuilder().maximumSize(KEPT_MAX).build();

    DurableHeads(ReadPool reads) {
        this.reads = reads;
    }

    /// Returns the head; 0 if there is none. May block.
    long of(Place place) {
        Long head = known.getIfPresent(place);
        if (head != null) {
            return head;
        }
        long read = reads.call(sql -> {
            Optional<Long> number = Places.find(sql, place);
            return number.isEmpty() ? 0L : Heads.read(sql, number.get()).seq();
        });
        return known.asMap().merge(place, read, Math::max);
    }

    /// Returns the head if it is in memory. Never blocks.
    OptionalLong atHand(Place place) {
        Long head = known.getIfPresent(place);
        return head == null ? OptionalLong.empty() : OptionalLong.of(head);
    }

    /// Notes that an entry is durable.
    void reaches(Place place, long seq) {
        known.asMap().merge(place, seq, Math::max);
    }
}
