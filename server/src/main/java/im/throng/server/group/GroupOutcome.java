package im.throng.server.group;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a change.
public sealed interface GroupOutcome {

    /// It is durable.
    ///
    /// @param seq            the number of its entry; null if it has none
    /// @param at             when, milliseconds since the epoch
    /// @param administrators who may answer requests to join, if the change is one; else nobody
    record Changed(GroupId group, GroupChange change, @Nullable Long seq, long at,
                   List<UserId> administrators) implements GroupOutcome {
        /// Keeps its own copy of the list.
        public Changed {
            administrators = List.copyOf(administrators);
        }
    }

    /// It is not made.
    record Refused(RejectedException why) implements GroupOutcome {}
}
