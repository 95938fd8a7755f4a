package im.throng.protocol.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers about who is there.
public sealed interface PresenceReply extends Reply.Success {

    /// A page of the people online, by id.
    ///
    /// @param total how many are online
    /// @param next  what to give as `after` for the next page; null at the end
    record OnlinePage(List<OnlineUser> users, int total, @Nullable UserId next)
            implements PresenceReply {
        /// Keeps its own copy of the list.
        public OnlinePage {
            users = List.copyOf(users);
        }
    }

    /// The users asked about, as they are now; unknown ids are offline and were never seen.
    record Watched(List<WatchedUser> users) implements PresenceReply {

        /// Keeps its own copy of the list.
        public Watched {
            users = List.copyOf(users);
        }
    }

    /// Somebody who is watched.
    ///
    /// @param lastSeen when the user was online last, milliseconds since the epoch; null while
    ///                 online and where it is not known
    record WatchedUser(UserId userId, Status status, @Nullable Long lastSeen) {}

    /// Somebody who is online.
    record OnlineUser(UserId userId, String userName, Status status) {}
}
