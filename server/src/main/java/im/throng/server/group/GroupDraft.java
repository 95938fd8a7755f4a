package im.throng.server.group;

import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.UserId;
import im.throng.server.delivery.Parcel;
import org.jspecify.annotations.Nullable;

/// A change that wants to be made.
///
/// @param group     null for a group that begins
/// @param actor     whose change it is
/// @param rule      decides inside the transaction
/// @param named     how many users it names
/// @param announcer makes known what became of it
public record GroupDraft(@Nullable GroupId group, UserId actor, GroupRule rule,
                         int named, Announcer announcer) {

    /// Makes an outcome known. Called on the committer's thread, after it is durable; it must not
    /// block.
    public interface Announcer {

        /// Returns what is told, and to whom.
        Parcel parcel(GroupOutcome outcome);
    }
}
