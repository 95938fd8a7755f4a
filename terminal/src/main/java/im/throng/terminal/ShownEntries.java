package im.throng.terminal;

import im.throng.protocol.message.ConversationName;
import java.util.HashMap;
import java.util.Map;

/// How far each conversation was shown: an entry is shown once as an arrival, not if a page has
/// shown it or what comes after it, and the mark of reading follows.
///
/// Threading: guarded by itself.
final class ShownEntries {

    private final Map<ConversationName, Long> listed = new HashMap<>();
    private final Map<ConversationName, Long> newest = new HashMap<>();
    private final Map<ConversationName, Long> marked = new HashMap<>();

    /// Notes that a page is shown which ends with this entry.
    synchronized void listed(ConversationName conversation, long seq) {
        listed.merge(conversation, seq, Math::max);
        newest.merge(conversation, seq, Math::max);
    }

    /// Tells whether an entry that arrives was shown by a page, or would come behind its place.
    synchronized boolean isListed(ConversationName conversation, long seq) {
        return seq <= listed.getOrDefault(conversation, 0L);
    }

    /// Notes that an entry is shown.
    synchronized void shown(ConversationName conversation, long seq) {
        newest.merge(conversation, seq, Math::max);
    }

    /// Forgets everything: another user, or another history.
    synchronized void clear() {
        listed.clear();
        newest.clear();
        marked.clear();
    }

    /// Returns up to where conversations were shown that were not taken before.
    synchronized Map<ConversationName, Long> takeMarks() {
        Map<ConversationName, Long> marks = new HashMap<>();
        newest.forEach((name, seq) -> {
            if (seq > marked.getOrDefault(name, 0L)) {
                marks.put(name, seq);
            }
        });
        marked.putAll(marks);
        return marks;
    }
}
