package im.throng.terminal;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.UserId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who has read what the user said last in each conversation, until somebody says more there.
///
/// Threading: guarded by itself.
final class ReadNews {

    private final Map<ConversationName, News> last = new HashMap<>();

    /// Who has read a message.
    record News(long seq, Set<UserId> readers) {}

    /// Notes what the user said in a conversation.
    synchronized void said(ConversationName conversation, long seq) {
        last.put(conversation, new News(seq, new LinkedHashSet<>()));
    }

    /// Notes that the conversation went on, so that nobody wonders about the message any more.
    synchronized void answered(ConversationName conversation) {
        last.remove(conversation);
    }

    /// Notes how far somebody has read.
    synchronized void read(ConversationName conversation, UserId reader, long seq) {
        News said = last.get(conversation);
        if (said != null && seq >= said.seq) {
            said.readers.add(reader);
        }
    }

    /// Returns who has read the user's last message in a conversation, if anybody has.
    synchronized Optional<News> of(ConversationName conversation) {
        return Optional.ofNullable(last.get(conversation))
                .filter(news -> !news.readers.isEmpty())
                .map(news -> new News(news.seq, new LinkedHashSet<>(news.readers)));
    }

    /// Forgets everything.
    synchronized void clear() {
        last.clear();
    }
}
