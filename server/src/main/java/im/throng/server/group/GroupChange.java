package im.throng.server.group;

import im.throng.protocol.message.GroupEvent;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a rule decided.
///
/// @param effects what happens, in this order; none: it was so before
/// @param event   the entry that tells the members; null if none does
/// @param answer  makes the reply
public record GroupChange(List<GroupEffect> effects, @Nullable GroupEvent event, Answer answer) {

    /// Keeps its own copy of the list.
    public GroupChange {
        effects = List.copyOf(effects);
    }

    /// Makes the reply of a change that is durable.
    public interface Answer {

        /// Returns the reply.
        ///
        /// @param seq the number of the event's entry; null if there is none
        Reply reply(GroupId group, @Nullable Long seq);
    }
}
