package im.throng.server.presence;

import im.throng.protocol.message.PresenceRequest;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.UserId;
import im.throng.server.session.Connection;
import im.throng.server.session.UserSession;
import java.util.List;

/// Presence requests, translated to [PresenceService] calls and back.
///
/// Threading: stateless; runs on the asker's mailbox thread, so it may block.
public final class PresenceController {

    private final PresenceService presence;

    /// Creates the controller.
    public PresenceController(PresenceService presence) {
        this.presence = presence;
    }

    /// Answers a request.
    public Reply handle(UserSession asker, PresenceRequest request) {
        return switch (request) {
            case PresenceRequest.ListOnline r -> presence.page(r.after(), r.limit());
            case PresenceRequest.SetStatus r -> {
                presence.choose(asker.userId(), r.status());
                yield new Reply.Done();
            }
        };
    }

    /// Returns the ids online for a classic client's login, its own first.
    public List<UserId> idsFor(Connection connection, UserId own) {
        return presence.idsFor(connection, own);
    }
}
