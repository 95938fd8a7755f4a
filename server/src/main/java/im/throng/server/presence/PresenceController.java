package im.throng.server.presence;

import im.throng.protocol.message.PresenceRequest;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.UserId;
import im.throng.server.session.Connection;
import im.throng.server.session.Responder;
import im.throng.server.session.UserSession;
import java.util.List;

/// Presence requests, translated to [PresenceService] calls and back.
///
/// Threading: stateless; runs on the asker's mailbox thread, so it may block.
public final class PresenceController {

    private final PresenceService presence;
    private final Watches watches;

    /// Creates the controller.
    public PresenceController(PresenceService presence) {
        this.presence = presence;
        this.watches = presence.watches();
    }

    /// Answers a request.
    public void handle(UserSession asker, PresenceRequest request, Responder responder) {
        switch (request) {
            case PresenceRequest.ListOnline r ->
                    responder.answer(presence.page(r.after(), r.limit()));
            case PresenceRequest.Watch r -> watches.begin(asker, r.userIds(), responder);
            case PresenceRequest.Unwatch r ->
                    responder.answer(watches.end(asker, r.userIds(), responder.connection()));
            case PresenceRequest.SetStatus r -> {
                presence.choose(asker.userId(), r.status());
                responder.answer(new Reply.Done());
            }
        }
    }

    /// Returns the ids online for a classic client's login, its own first.
    public List<UserId> idsFor(Connection connection, UserId own) {
        return presence.idsFor(connection, own);
    }
}
