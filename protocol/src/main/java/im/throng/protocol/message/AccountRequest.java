package im.throng.protocol.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests about accounts and sessions.
public sealed interface AccountRequest extends MemberRequest {

    /// Ends this session; its token is dead from then on.
    record Logout() implements AccountRequest {}

    /// Lists the user's own sessions.
    record ListSessions() implements AccountRequest {}

    /// Ends one of the user's own sessions, or all others.
    ///
    /// @param sessionId the one to end; null means all but this one
    record Revoke(@Nullable SessionId sessionId) implements AccountRequest {}

    /// Reads the public data of users.
    record GetUsers(List<UserId> userIds) implements AccountRequest {
        /// Keeps its own copy of the list.
        public GetUsers {
            userIds = List.copyOf(userIds);
        }
    }
}
