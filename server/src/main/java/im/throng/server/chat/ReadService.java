package im.throng.server.chat;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.UserId;
import im.throng.server.account.AccountListener;
import im.throng.server.delivery.Delivery;
import im.throng.server.group.GroupDirectory;
import im.throng.server.session.Connection;
import im.throng.server.session.UserSession;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// How far people have read, and that they are writing.
///
/// Threading: any thread that may block.
public final class ReadService implements AccountListener {

    private final EntryStore entries;
    private final ConversationStore conversations;
    private final HistoryService history;
    private final GroupDirectory groups;
    private final Delivery delivery;

    /// Creates the service.
    public ReadService(EntryStore entries, ConversationStore conversations,
                       HistoryService history, GroupDirectory groups, Delivery delivery) {
        this.entries = entries;
        this.conversations = conversations;
        this.history = history;
        this.groups = groups;
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

    /// Moves the user's mark forward and tells the user's other connections, the other one of a
    /// direct conversation, and the members of a small group.
    void markRead(UserId user, Connection asker, ConversationName name, long seq) {
        Place place = history.require(user, name);
        long upTo = Math.min(seq, entries.head(place));
        if (upTo == 0 || !conversations.advance(user, place, upTo)) {
            return;
        }
        Push.ReadMoved own = new Push.ReadMoved(name, user, upTo);
        switch (place) {
            case Place.Group(GroupId group) when isSmall(group, user) ->
                    delivery.toMembers(group, own, other -> !other.equals(asker));
            case Place.Everybody _, Place.Group _ ->
                    delivery.toUser(user, own, other -> !other.equals(asker));
            case Place.Between between -> {
                delivery.toUser(user, own, other -> !other.equals(asker));
                UserId peer = between.peerOf(user);
                if (!peer.equals(user)) {
                    delivery.toUser(peer, new Push.ReadMoved(place.nameFor(peer), user, upTo),
                            _ -> true);
                }
            }
        }
    }

    /// Tells the others of a conversation that the user is writing, if they are few.
    void typing(UserId user, ConversationName name) {
        Place place = history.require(user, name);
        switch (place) {
            case Place.Group(GroupId group) when isSmall(group, user) ->
                    delivery.toMembers(group, new Push.Typing(name, user),
                            other -> !belongsTo(other, user));
            case Place.Everybody _, Place.Group _ -> {
                // Too many would be told.
            }
            case Place.Between between -> {
                UserId peer = between.peerOf(user);
                if (!peer.equals(user)) {
                    delivery.toUser(peer, new Push.Typing(place.nameFor(peer), user), _ -> true);
                }
            }
        }
    }

    private boolean isSmall(GroupId group, UserId member) {
        return groups.tellsReceipts(groups.require(group, member));
    }

    private static boolean belongsTo(Connection connection, UserId user) {
        UserSession session = connection.session();
        return session != null && session.userId().equals(user);
    }

    /// Returns the heads that may have moved without a push to the asker: the pushes of the one
    /// conversation that everybody is in begin only after the login.
    Map<ConversationName, Long> heads() {
        return named(entries.head(Place.EVERYBODY));
    }

    /// Returns the same if it is in memory. Never waits.
    Optional<Map<ConversationName, Long>> headsAtHand() {
        OptionalLong head = entries.headAtHand(Place.EVERYBODY);
        return head.isPresent() ? Optional.of(named(head.getAsLong())) : Optional.empty();
    }

    private static Map<ConversationName, Long> named(long head) {
        return head == 0 ? Map.of() : Map.of(ConversationName.ALL, head);
    }
}
