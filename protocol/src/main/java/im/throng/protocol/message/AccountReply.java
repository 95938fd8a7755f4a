package im.throng.protocol.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers about accounts and sessions.
public sealed interface AccountReply extends Reply.Success {

    /// The account was made.
    record Registered(UserId userId) implements AccountReply {}

    /// The session began, or goes on.
    ///
    /// @param token       the session's token; null if the one used stays the newest
    /// @param online      how many users are online
    /// @param everyone    whether everybody is told of everybody's presence
    /// @param serverTime  milliseconds since the epoch
    /// @param epoch       changes when history was restored from a backup
    /// @param heartbeatMs how often the client should ping at the latest
    record LoggedIn(User user, @Nullable String token, long tokenExpiresAt, SessionId sessionId,
                    int online, boolean everyone, long serverTime, String epoch, long heartbeatMs,
                    int frameBytesMax, int textBytesMax) implements AccountReply {
        @Override
        public String toString() {
            return "LoggedIn[" + user.userId() + "]"; // A token must not reach a log by accident.
        }
    }

    /// The user's own sessions.
    record SessionList(List<SessionView> sessions) implements AccountReply {
        /// Keeps its own copy of the list.
        public SessionList {
            sessions = List.copyOf(sessions);
        }
    }

    /// One session as its owner sees it.
    ///
    /// @param since    when it began, milliseconds since the epoch
    /// @param lastSeen when it was last connected
    /// @param current  whether it is the one that asks
    record SessionView(SessionId sessionId, String device, String address, long since,
                       long lastSeen, int connections, boolean current) {}

    /// How many sessions were ended.
    record Revoked(int count) implements AccountReply {}

    /// The user's own data after a change.
    record Updated(User user) implements AccountReply {}

    /// Public data of users; unknown ids are left out.
    record UserList(List<User> users) implements AccountReply {
        /// Keeps its own copy of the list.
        public UserList {
            users = List.copyOf(users);
        }
    }
}
