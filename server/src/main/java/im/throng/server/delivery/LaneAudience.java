package im.throng.server.delivery;

import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.UserId;
import im.throng.server.session.Connection;
import im.throng.server.session.Lane;
import im.throng.server.session.Packet;
import im.throng.server.session.Responder;
import im.throng.server.session.Sessions;
import im.throng.server.telemetry.Counter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The connections of one lane, as audiences.
///
/// Threading: confined to the lane.
final class LaneAudience {

    private final Lane lane;
    private final Sessions sessions;
    private final Seats everybody = new Seats();
    private final Topics topics = new Topics();
    private final Counter deliveries;

    LaneAudience(Lane lane, Sessions sessions, Counter deliveries) {
        this.lane = lane;
        this.sessions = sessions;
        this.deliveries = deliveries;
    }

    Lane lane() {
        return lane;
    }

    void add(Connection connection) {
        everybody.add(connection);
    }

    void remove(Connection connection) {
        everybody.remove(connection);
        topics.drop(connection);
    }

    /// Gives one push to the connections of a group's members that pass the filter.
    void tell(GroupId group, Packet packet, Predicate<Connection> filter) {
        long told = 0;
        for (Connection connection : topics.of(group)) {
            if (filter.test(connection)) {
                connection.push(packet);
                told++;
            }
        }
        deliveries.add(told);
    }

    /// Gives each connection what is for it, in the order of the batch.
    void deliver(List<Run> runs) {
        // Counted by audiences, not by who hears: that would cost each of them something.
        long delivered = 0;
        for (Run run : runs) {
            Packet joined = run.joined();
            if (joined == null) {
                for (Delivery.Addressed addressed : run.parcels()) {
                    delivered += deliver(addressed);
                }
            } else {
                delivered += deliver(run.parcels(), joined);
            }
        }
        deliveries.add(delivered);
    }

    private long deliver(Delivery.Addressed addressed) {
        long delivered = 0;
        Responder asker = addressed.parcel().asker();
        Connection own = asker == null ? null : asker.connection();
        addressed.parcel().moves().forEach(this::before);
        for (Delivery.Sealed letter : addressed.letters()) {
            Collection<Connection> audience = audience(letter.audience());
            for (Connection connection : audience) {
                if (!connection.equals(own)) {
                    connection.push(letter.packet());
                }
            }
            delivered += audience.size();
        }
        if (asker != null && asker.connection().lane().equals(lane)) {
            answer(addressed, asker);
        }
        addressed.parcel().moves().forEach(this::after);
        return delivered;
    }

    /// Who asked for one of the parcels gets them one by one, with the reply in its place; all
    /// others get them as one.
    private long deliver(List<Delivery.Addressed> parcels, Packet joined) {
        Audience audience = parcels.getFirst().letters().getFirst().audience();
        Set<Connection> askers = askersHere(parcels);
        Collection<Connection> hearers = audience(audience);
        for (Connection connection : hearers) {
            if (!askers.contains(connection)) {
                connection.push(joined);
            }
        }
        for (Connection own : askers) {
            boolean hears = audience instanceof Audience.Everyone ? everybody.contains(own)
                    : audience(audience).contains(own);
            for (Delivery.Addressed addressed : parcels) {
                Responder asker = addressed.parcel().asker();
                if (asker != null && asker.connection().equals(own)) {
                    answer(addressed, asker);
                } else if (hears) {
                    own.push(addressed.letters().getFirst().packet());
                }
            }
        }
        return (long) hearers.size() * parcels.size();
    }

    private Set<Connection> askersHere(List<Delivery.Addressed> parcels) {
        Set<Connection> askers = new LinkedHashSet<>();
        for (Delivery.Addressed addressed : parcels) {
            Responder asker = addressed.parcel().asker();
            if (asker != null && asker.connection().lane().equals(lane)) {
                askers.add(asker.connection());
            }
        }
        return askers;
    }

    private Collection<Connection> audience(Audience audience) {
        return switch (audience) {
            case Audience.Everyone _ -> everybody.all();
            case Audience.Members(GroupId group) -> topics.of(group);
            case Audience.Users(List<UserId> users) -> here(users);
            case Audience.One(Connection connection) ->
                    everybody.contains(connection) ? List.of(connection) : List.of();
        };
    }

    private void before(Move move) {
        switch (move) {
            case Move.Joined(GroupId group, Set<UserId> users) -> users.forEach(user ->
                    here(List.of(user)).stream().filter(everybody::contains)
                            .forEach(connection -> topics.add(group, connection)));
            case Move.Parted(GroupId group, Set<UserId> users) -> users.forEach(user ->
                    here(List.of(user)).forEach(connection -> topics.remove(group, connection)));
            case Move.Arrived(Connection connection, List<GroupId> groups) -> {
                if (everybody.contains(connection)) {
                    groups.forEach(group -> topics.add(group, connection));
                }
            }
            case Move.Closed _ -> {
                // What the parcel says is still heard.
            }
        }
    }

    private void after(Move move) {
        if (move instanceof Move.Closed(GroupId group)) {
            topics.close(group);
        }
    }

    private List<Connection> here(List<UserId> users) {
        List<Connection> connections = new ArrayList<>(2 * users.size());
        for (UserId user : users) {
            for (Connection connection : sessions.of(user)) {
                if (connection.lane().equals(lane)) {
                    connections.add(connection);
                }
            }
        }
        return connections;
    }

    private static void answer(Delivery.Addressed addressed, Responder asker) {
        Reply reply = addressed.parcel().reply();
        if (reply != null) {
            asker.answer(reply);
        }
    }
}
