package im.throng.terminal;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds back notices of conversations that are not open: the first comes at once, the next of the
/// same conversation only after a pause, and then counts what came meanwhile.
///
/// Threading: guarded by itself.
final class Notices {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final Map<ConversationName, Held> held = new LinkedHashMap<>();

    Notices(InstantSource clock) {
        this.clock = clock;
    }

    /// What one line is to tell.
    ///
    /// @param count   how many entries came
    /// @param last    the newest of them
    /// @param isForMe whether one of them addresses the user
    record Notice(int count, Entry last, boolean isForMe) {}

    /// Learns of an entry, and returns what is to be told at once.
    synchronized Optional<Notice> arrived(Entry entry, boolean isForMe) {
        Held now = held.get(entry.conversation());
        if (now == null) {
            held.put(entry.conversation(), new Held(clock.instant(), null));
            return Optional.of(new Notice(1, entry, isForMe));
        }
        Notice before = now.waiting;
        held.put(entry.conversation(), new Held(now.toldAt, before == null
                ? new Notice(1, entry, isForMe)
                : new Notice(before.count + 1, entry, isForMe || before.isForMe)));
        return Optional.empty();
    }

    /// Returns what has waited long enough.
    synchronized List<Notice> due() {
        Instant now = clock.instant();
        List<Notice> due = new ArrayList<>();
        Iterator<Map.Entry<ConversationName, Held>> each = held.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<ConversationName, Held> one = each.next();
            if (now.isBefore(one.getValue().toldAt.plus(PAUSE))) {
                continue;
            }
            Notice waiting = one.getValue().waiting;
            if (waiting == null) {
                each.remove();
            } else {
                due.add(waiting);
                one.setValue(new Held(now, null));
            }
        }
        return due;
    }

    /// Drops what waits of a conversation, which the user looks at now.
    synchronized void forget(ConversationName conversation) {
        held.remove(conversation);
    }

    /// Drops everything.
    synchronized void clear() {
        held.clear();
    }

    private record Held(Instant toldAt, @Nullable Notice waiting) {}
}
