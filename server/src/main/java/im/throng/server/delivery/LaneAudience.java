package im.throng.server.delivery;

import im.throng.protocol.message.Reply;
import im.throng.server.session.Connection;
import im.throng.server.session.Lane;
import im.throng.server.session.Responder;
import im.throng.server.session.Sessions;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The connections of one lane, as audiences.
///
/// Threading: confined to the lane.
final class LaneAudience {

    private final Lane lane;
    private final Sessions sessions;
    private final Set<Connection> everybody = new LinkedHashSet<>();

    LaneAudience(Lane lane, Sessions sessions) {
        this.lane = lane;
        this.sessions = sessions;
    }

    Lane lane() {
        return lane;
    }

    void add(Connection connection) {
        everybody.add(connection);
    }

    void remove(Connection connection) {
        everybody.remove(connection);
    }

    /// Gives each connection what is for it, in the order of the batch, and then flushes those
    /// that got something, so that a batch is one write.
    void deliver(List<Delivery.Addressed> batch) {
        Set<Connection> written = new LinkedHashSet<>();
        for (Delivery.Addressed addressed : batch) {
            Responder asker = addressed.parcel().asker();
            Connection own = asker == null ? null : asker.connection();
            for (Delivery.Sealed letter : addressed.letters()) {
                for (Connection connection : audience(letter.audience())) {
                    if (!connection.equals(own)) {
                        connection.push(letter.packet());
                        written.add(connection);
                    }
                }
            }
            if (asker != null && asker.connection().lane().equals(lane)) {
                answer(addressed, asker);
                written.add(asker.connection());
            }
        }
        written.forEach(Connection::flush);
    }

    private Collection<Connection> audience(Audience audience) {
        return switch (audience) {
            case Audience.Everyone _ -> everybody;
            case Audience.OneUser(var user) -> sessions.of(user).stream()
                    .filter(connection -> connection.lane().equals(lane)).toList();
        };
    }

    private static void answer(Delivery.Addressed addressed, Responder asker) {
        Reply reply = addressed.parcel().reply();
        if (reply != null) {
            asker.answer(reply);
        }
    }
}
