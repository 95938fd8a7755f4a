package im.throng.server.presence;

import im.throng.protocol.message.Status;
import im.throng.protocol.message.UserId;
import java.util.Map;

/// Where users' choices of status are kept, for their next logins.
///
/// Threading: any thread that may block. What a method has returned from is durable.
public interface PresenceStore {

    /// Returns all choices but `online`, which is what everybody has who chose nothing.
    Map<UserId, Status> choices();

    /// Keeps a choice.
    void choose(UserId user, Status status);
}
