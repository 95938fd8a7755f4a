package im.throng.server.chat;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.UserId;
import im.throng.server.account.AccountListener;
import im.throng.server.delivery.Delivery;
import im.throng.server.session.Connection;
import java.util.Map;

/// How far people have read, and that they are writing.
///
/// Threading: any thread that may block.
public final class ReadService implements AccountListener {

    private final EntryStore entries;
    private final ConversationStore conversations;
    private final HistoryService history;
    private final Delivery delivery;

    /// Creates the service.
    public ReadService(EntryStore entries, ConversationStore conversations,
                       HistoryService history, Delivery delivery) {
        this.entries = entries;
        this.conversations = conversations;
        this.history = history;
        this.delivery = delivery;
    }

    /// What was said to everybody before is not unread to somebody new.
    @Override
    public void began(UserId user) {
        conversations.begin(user);
    }

    @Override
    public void erased(UserId user) {
        conversations.erase(user);
    }

    /// Moves the user's mark forward and tells the user's other connections, and the other one of
    /// a direct conversation.
    void markRead(UserId user, Connection asker, ConversationName name, long seq) {
        Place place = history.require(user, name);
        long upTo = Math.min(seq, entries.head(place));
        if (upTo == 0 || !conversations.advance(user, place, upTo)) {
            return;
        }
        delivery.toUser(user, new Push.ReadMoved(name, user, upTo),
                other -> !other.equals(asker));
        if (place instanceof Place.Between between && !between.peerOf(user).equals(user)) {
            UserId peer = between.peerOf(user);
            delivery.toUser(peer, new Push.ReadMoved(place.nameFor(peer), user, upTo),
                    _ -> true);
        }
    }

    /// Tells the other one of a direct conversation that the user is writing.
    void typing(UserId user, ConversationName name) {
        Place place = history.require(user, name);
        if (place instanceof Place.Between between && !between.peerOf(user).equals(user)) {
            UserId peer = between.peerOf(user);
            delivery.toUser(peer, new Push.Typing(place.nameFor(peer), user), _ -> true);
        }
    }

    /// Returns the heads that may have moved without a push to the asker: the pushes of the one
    /// conversation that everybody is in begin only after the login.
    Map<ConversationName, Long> heads() {
        long head = entries.head(Place.EVERYBODY);
        return head == 0 ? Map.of() : Map.of(ConversationName.ALL, head);
    }
}
