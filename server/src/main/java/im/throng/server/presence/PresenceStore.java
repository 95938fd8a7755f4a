package im.throng.server.presence;

import im.throng.protocol.message.Status;
import im.throng.protocol.message.UserId;
import java.util.Collection;
import java.util.Map;

/// Where users' choices of status are kept, for their next logins.
///
/// Threading: any thread that may block. What a method has returned from is durable.
public interface PresenceStore {

    /// Returns all choices but `online`, which is what everybody has who chose nothing.
    Map<UserId, Status> choices();

    /// Notes when users were online last, some time soon; does not wait.
    void seen(Map<UserId, Long> lastSeen);

    /// Returns when users were online last, milliseconds since the epoch; those never seen are
    /// left out.
    Map<UserId, Long> lastSeen(Collection<UserId> users);

    /// Erases what is kept of a user.
    void erase(UserId user);

    /// Keeps a choice.
    void choose(UserId user, Status status);
}
