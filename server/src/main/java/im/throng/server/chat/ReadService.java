package im.throng.server.chat;

import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.UserId;
import im.throng.server.account.AccountListener;
import im.throng.server.delivery.Delivery;
import im.throng.server.session.Connection;
import java.util.List;
import java.util.Map;

/// How far people have read, and the list of their conversations.
///
/// Threading: any thread that may block.
public final class ReadService implements AccountListener {

    private final EntryStore entries;
    private final ReadMarkStore marks;
    private final HistoryService history;
    private final Delivery delivery;

    /// Creates the service.
    public ReadService(EntryStore entries, ReadMarkStore marks, HistoryService history,
                       Delivery delivery) {
        this.entries = entries;
        this.marks = marks;
        this.history = history;
        this.delivery = delivery;
    }

    /// What was said to everybody before is not unread to somebody new.
    @Override
    public void began(UserId user) {
        marks.begin(user, ConversationId.ALL);
    }

    @Override
    public void erased(UserId user) {
        marks.erase(user);
    }

    /// Moves the user's mark forward and tells the user's other connections.
    void markRead(UserId user, Connection asker, ConversationName name, long seq) {
        ConversationId conversation = Conversations.require(name);
        long upTo = Math.min(seq, entries.head(conversation));
        if (marks.advance(user, conversation, upTo)) {
            delivery.toUser(user, new Push.ReadMoved(name, user, upTo),
                    other -> !other.equals(asker));
        }
    }

    /// Returns the user's conversations, the newest activity first: as yet the one of everybody.
    ChatReply.ConversationPage list(UserId user, boolean first) {
        if (!first) {
            return new ChatReply.ConversationPage(List.of(), null);
        }
        ChatReply.HistoryPage newest =
                history.page(ConversationName.ALL, new HistoryRange.Newest(), 1);
        ReadMarkStore.Position position = marks.position(user, ConversationId.ALL);
        Entry last = newest.entries().isEmpty() ? null : newest.entries().getLast();
        return new ChatReply.ConversationPage(List.of(new ChatReply.ConversationView(
                ConversationName.ALL, ConversationName.ALL.text(), newest.head(), position.read(),
                position.unread(), position.mentioned(), last, false, false)), null);
    }

    /// Returns the heads that may have moved without a push to the asker.
    Map<ConversationName, Long> heads() {
        long head = entries.head(ConversationId.ALL);
        return head == 0 ? Map.of() : Map.of(ConversationName.ALL, head);
    }
}
