package im.throng.terminal;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.UserId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who has read what the user said last: told once for each message and reader, and several
/// readers in one line.
///
/// Threading: guarded by itself.
final class ReadNews {

    private final Map<ConversationName, Long> said = new HashMap<>();
    private final Map<ConversationName, Set<UserId>> told = new HashMap<>();
    private final Map<ConversationName, Set<UserId>> waiting = new HashMap<>();

    /// Who has read up to where.
    record News(Set<UserId> readers, long seq) {}

    /// Notes what the user said in a conversation.
    synchronized void said(ConversationName conversation, long seq) {
        if (said.merge(conversation, seq, Math::max) == seq) {
            told.remove(conversation);
            waiting.remove(conversation);
        }
    }

    /// Notes that the conversation went on, so that nobody wonders about the message any more.
    synchronized void answered(ConversationName conversation) {
        said.remove(conversation);
        told.remove(conversation);
        waiting.remove(conversation);
    }

    /// Notes how far somebody has read.
    synchronized void read(ConversationName conversation, UserId reader, long seq) {
        Long last = said.get(conversation);
        if (last != null && seq >= last
                && told.computeIfAbsent(conversation, _ -> new LinkedHashSet<>()).add(reader)) {
            waiting.computeIfAbsent(conversation, _ -> new LinkedHashSet<>()).add(reader);
        }
    }

    /// Returns what is to be told of a conversation, once.
    synchronized Optional<News> news(ConversationName conversation) {
        Set<UserId> readers = waiting.remove(conversation);
        Long last = said.get(conversation);
        return readers == null || last == null ? Optional.empty()
                : Optional.of(new News(readers, last));
    }

    /// Forgets everything.
    synchronized void clear() {
        said.clear();
        told.clear();
        waiting.clear();
    }
}
