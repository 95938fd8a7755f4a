package im.throng.server.delivery;

import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.UserId;
import im.throng.server.session.Connection;
import java.util.List;

/// Who is to hear a push.
public sealed interface Audience {

    /// Everybody who is connected.
    record Everyone() implements Audience {}

    /// All connections of these users.
    record Users(List<UserId> users) implements Audience {

        /// Keeps its own copy of the list.
        public Users {
            users = List.copyOf(users);
        }

        /// All connections of one user.
        public Users(UserId user) {
            this(List.of(user));
        }
    }

    /// All connections of the members of a group.
    record Members(GroupId group) implements Audience {}

    /// One connection.
    record One(Connection connection) implements Audience {}
}
