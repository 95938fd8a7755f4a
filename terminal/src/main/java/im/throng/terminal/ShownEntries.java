package im.throng.terminal;

import im.throng.protocol.message.ConversationName;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/// Which entries the user has seen: each is shown once as an arrival, and the read mark follows.
///
/// Threading: guarded by itself.
final class ShownEntries {

    private static final int REMEMBERED_MAX = 2_000;

    private final Map<ConversationName, LinkedHashSet<Long>> seen = new HashMap<>();
    private final Map<ConversationName, Long> newest = new HashMap<>();

    /// Notes that an entry is shown.
    ///
    /// @return whether it was not shown before, as far as is remembered
    synchronized boolean add(ConversationName conversation, long seq) {
        LinkedHashSet<Long> numbers =
                seen.computeIfAbsent(conversation, _ -> new LinkedHashSet<>());
        boolean isNew = numbers.add(seq);
        if (numbers.size() > REMEMBERED_MAX) {
            numbers.removeFirst();
        }
        newest.merge(conversation, seq, Math::max);
        return isNew;
    }

    /// Forgets everything: another user, or another history.
    synchronized void clear() {
        seen.clear();
        newest.clear();
    }

    /// Returns up to where each conversation was shown.
    synchronized Map<ConversationName, Long> newest() {
        return Map.copyOf(newest);
    }
}
