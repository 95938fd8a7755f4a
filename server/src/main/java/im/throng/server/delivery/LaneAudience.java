package im.throng.server.delivery;

import im.throng.protocol.message.Reply;
import im.throng.server.session.Connection;
import im.throng.server.session.Lane;
import im.throng.server.session.Responder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The connections of one lane that hear what everybody hears.
///
/// Threading: confined to the lane.
final class LaneAudience {

    private final Lane lane;
    private final Set<Connection> everybody = new LinkedHashSet<>();

    LaneAudience(Lane lane) {
        this.lane = lane;
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

    /// Gives each connection the whole batch and then flushes it, so that a batch is one write.
    void deliver(List<Delivery.Addressed> batch) {
        for (Connection connection : everybody) {
            for (Delivery.Addressed addressed : batch) {
                hand(connection, addressed);
            }
            connection.flush();
        }
        // An asker may have left the audience before its answer came.
        for (Delivery.Addressed addressed : batch) {
            Responder asker = addressed.parcel().asker();
            if (asker != null && asker.connection().lane().equals(lane)
                    && !everybody.contains(asker.connection())) {
                answer(addressed, asker);
            }
        }
    }

    private static void hand(Connection connection, Delivery.Addressed addressed) {
        Responder asker = addressed.parcel().asker();
        if (asker != null && asker.connection().equals(connection)) {
            answer(addressed, asker);
        } else if (addressed.packet() != null) {
            connection.push(addressed.packet());
        }
    }

    private static void answer(Delivery.Addressed addressed, Responder asker) {
        Reply reply = addressed.parcel().reply();
        if (reply != null) {
            asker.answer(reply);
        }
    }
}
