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

    /// Changes the user's own public data; null leaves a field as it is.
    ///
    /// @param avatar the id of a file; empty for none
    record UpdateProfile(@Nullable String userName, @Nullable String sex, @Nullable String bio,
                         @Nullable String avatar) implements AccountRequest {}

    /// Changes the password; every other session ends.
    record ChangePassword(String oldPassword, String newPassword) implements AccountRequest {

        @Override
        public String toString() {
            return "ChangePassword[]"; // A password must not reach a log by accident.
        }
    }

    /// Deletes the account; what it wrote to others stays, without its name.
    record DeleteAccount(String password) implements AccountRequest {

        @Override
        public String toString() {
            return "DeleteAccount[]";
        }
    }

    /// Finds users by their id or by the beginning of their name, without regard to case.
    record SearchUsers(String query, int limit) implements AccountRequest {}

    /// Reads the public data of users.
    record GetUsers(List<UserId> userIds) implements AccountRequest {
        /// Keeps its own copy of the list.
        public GetUsers {
            userIds = List.copyOf(userIds);
        }
    }
}
