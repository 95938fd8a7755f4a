package im.throng.protocol.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the server says by itself.
public sealed interface Push {

    /// A new entry of a conversation.
    record NewEntry(Entry entry) implements Push {}

    /// Somebody has read a conversation up to an entry.
    record ReadMoved(ConversationName conversation, UserId userId, long seq) implements Push {}

    /// Somebody is writing; it lapses after a few seconds.
    record Typing(ConversationName conversation, UserId userId) implements Push {}

    /// Something happened about a group that the receiver's log of it does not show.
    record GroupChanged(ConversationName.Group conversation, GroupNews what) implements Push {}

    /// Who came, left or changed.
    ///
    /// @param online   how many users are online
    /// @param everyone whether everybody is told of everybody's presence
    record PresenceChanged(List<PresenceChange> changes, int online, boolean everyone)
            implements Push {
        /// Keeps its own copy of the list.
        public PresenceChanged {
            changes = List.copyOf(changes);
        }
    }

    /// The change of one user.
    ///
    /// @param lastSeen when the user left, milliseconds since the epoch; null while online
    record PresenceChange(UserId userId, String userName, Status status, @Nullable Long lastSeen) {}

    /// The connection missed something: read on from what one has to these heads.
    record HeadsMoved(Map<ConversationName, Long> heads) implements Push {
        /// Keeps its own copy of the map.
        public HeadsMoved {
            heads = Map.copyOf(heads);
        }
    }

    /// The connection missed more than can be named: read the list of conversations.
    record EverythingMoved() implements Push {}

    /// The server ends the connection.
    ///
    /// @param error   words a person can read
    /// @param afterMs when to come back, from now; 0 where one should not
    record Goodbye(Farewell reason, String error, long afterMs) implements Push {}
}
