package im.throng.server.presence;

import im.throng.protocol.message.PresenceReply;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Push.PresenceChange;
import im.throng.protocol.message.Status;
import im.throng.protocol.message.UserId;
import im.throng.server.delivery.Delivery;
import im.throng.server.session.Connection;
import im.throng.server.session.Responder;
import im.throng.server.session.UserSession;
import java.util.List;
import java.util.Map;

/// Watching users: being told of their changes however many are online.
///
/// Threading: any thread that may block.
final class Watches {

    private final Presence presence;
    private final PresenceStore store;
    private final Delivery delivery;

    Watches(Presence presence, PresenceStore store, Delivery delivery) {
        this.presence = presence;
        this.store = store;
        this.delivery = delivery;
    }

    /// Lets the asker hear of users, and answers with how they are. A change in between follows as
    /// a push, so that what the asker knows is never older than what others are told.
    void begin(UserSession asker, List<UserId> ids, Responder responder) {
        Connection connection = responder.connection();
        int reserved = presence.reserve(connection, asker.id(), ids);
        Map<UserId, Presence.Sight> sights = presence.sights(ids);
        try {
            responder.answer(reply(sights));
        } catch (RuntimeException notAnswered) {
            presence.release(asker.id(), reserved);
            throw notAnswered;
        }
        List<PresenceChange> since = presence.watch(connection, asker.id(), sights, reserved);
        if (!since.isEmpty()) {
            delivery.toConnections(List.of(connection), new Push.PresenceChanged(
                    since, presence.online(), presence.everyone()));
        }
    }

    /// Lets the asker hear of users no more; returns how they are.
    PresenceReply.Watched end(UserSession asker, List<UserId> ids, Connection connection) {
        presence.unwatch(connection, asker.id(), ids);
        return reply(presence.sights(ids));
    }

    private PresenceReply.Watched reply(Map<UserId, Presence.Sight> sights) {
        List<UserId> offline = sights.entrySet().stream()
                .filter(user -> user.getValue().status() == Status.OFFLINE)
                .map(Map.Entry::getKey).toList();
        Map<UserId, Long> lastSeen = offline.isEmpty() ? Map.of() : store.lastSeen(offline);
        return new PresenceReply.Watched(sights.entrySet().stream()
                .map(user -> new PresenceReply.WatchedUser(user.getKey(),
                        user.getValue().status(), lastSeen.get(user.getKey())))
                .toList());
    }
}
