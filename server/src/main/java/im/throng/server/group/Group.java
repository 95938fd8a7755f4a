package im.throng.server.group;

import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.JoinPolicy;
import im.throng.protocol.message.UserId;

/// A group.
///
/// @param members    how many there are
/// @param mutedUntil until when only administrators may write, milliseconds since the epoch; 0 if
///                   everybody may
/// @param createdAt  milliseconds since the epoch
public record Group(GroupId id, String name, UserId owner, String notice, JoinPolicy joinPolicy,
                    int members, long mutedUntil, long createdAt) {
}
