package im.throng.server.account;

import im.throng.protocol.message.UserId;
import java.util.List;

/// Where it is kept who is leaving for good, so that a stop in between leaves nothing of them.
///
/// Threading: any thread that may block. What a method has returned from is durable.
public interface DepartureStore {

    /// Notes that a user is leaving, who joins no group from now on.
    void begin(UserId user);

    /// Notes that the user stays after all.
    void cancel(UserId user);

    /// Notes that nothing more is to be done for a user; does nothing if there is.
    void complete(UserId user);

    /// Returns for whom something may be left to do.
    List<UserId> open();
}
