package im.throng.server.group;

import im.throng.protocol.message.GroupRole;

/// A user's place in a group.
///
/// @param sinceSeq   the entry of the latest joining, from which on the member reads
/// @param mutedUntil until when the member may only read, milliseconds since the epoch; 0 if not
public record Membership(GroupRole role, long sinceSeq, long mutedUntil) {
}
