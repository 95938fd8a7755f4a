package im.throng.protocol.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests about who is there.
public sealed interface PresenceRequest extends MemberRequest {

    /// Lists who is online, by id.
    ///
    /// @param after the last id of the page before; null for the first page
    record ListOnline(@Nullable UserId after, int limit) implements PresenceRequest {}

    /// Watches users: their changes are pushed to this connection until it ends.
    record Watch(List<UserId> userIds) implements PresenceRequest {

        /// Keeps its own copy of the list.
        public Watch {
            userIds = List.copyOf(userIds);
        }
    }

    /// Ends the watching of users; those not watched are ignored.
    record Unwatch(List<UserId> userIds) implements PresenceRequest {

        /// Keeps its own copy of the list.
        public Unwatch {
            userIds = List.copyOf(userIds);
        }
    }

    /// Sets how the user appears, from now on and at the next logins.
    record SetStatus(Status status) implements PresenceRequest {}
}
