package im.throng.server.group;

import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.UserId;
import java.util.Optional;

/// What is true of one group inside a transaction, read as far as it is asked for.
///
/// A read that fails throws what the store throws, which a rule lets pass.
///
/// Threading: confined to the transaction's thread.
public interface GroupFacts {

    /// Returns which group it is about.
    GroupId id();

    /// Returns the group; empty if there is none of this id any more, or ever.
    Optional<Group> group();

    /// Returns a user's place in it; empty if the user is an outsider.
    Optional<Membership> member(UserId user);

    /// Returns the code that opens it; empty if there is none.
    Optional<Invitation> invitation();

    /// Tells whether a user asked to join and waits for an answer.
    boolean isWaiting(UserId user);

    /// Returns how many wait for an answer.
    int waiting();

    /// Tells whether a user's account is erased, or is about to be.
    boolean isGone(UserId user);

    /// Returns who should own it if the owner goes: an administrator, or else some member; empty
    /// if the owner is alone.
    Optional<UserId> heir();

    /// Returns the time, milliseconds since the epoch.
    long now();
}
