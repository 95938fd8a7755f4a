package im.throng.server.delivery;

import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.UserId;
import im.throng.server.session.Connection;
import java.util.List;
import java.util.Set;

/// A change of who hears a group, made at its place among the parcels: what is delivered before is
/// not heard by who comes, and what is delivered after is not heard by who goes.
public sealed interface Move {

    /// All connections of these users hear the group from now on.
    record Joined(GroupId group, Set<UserId> users) implements Move {
        /// Keeps its own copy of the set.
        public Joined {
            users = Set.copyOf(users);
        }
    }

    /// None of these users' connections hears the group any more.
    record Parted(GroupId group, Set<UserId> users) implements Move {
        /// Keeps its own copy of the set.
        public Parted {
            users = Set.copyOf(users);
        }
    }

    /// Nobody hears the group any more, after what the same parcel says.
    record Closed(GroupId group) implements Move {}

    /// A connection hears these groups from now on.
    record Arrived(Connection connection, List<GroupId> groups) implements Move {
        /// Keeps its own copy of the list.
        public Arrived {
            groups = List.copyOf(groups);
        }
    }
}
