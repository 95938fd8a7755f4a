package im.throng.bench.trial;

import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.JoinPolicy;
import im.throng.protocol.message.UserId;
import java.util.List;

/// A group that the actors talk in, and come to and go from. Its owner stays.
///
/// @param others whoever may be a member beside the owner
record Club(GroupId group, String conversation, UserId owner, JoinPolicy policy,
            List<UserId> others) {

    Club {
        others = List.copyOf(others);
    }
}
