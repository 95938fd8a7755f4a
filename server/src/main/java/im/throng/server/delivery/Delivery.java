package im.throng.server.delivery;

import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.UserId;
import im.throng.server.session.Connection;
import im.throng.server.session.Entrance;
import im.throng.server.session.Lane;
import im.throng.server.session.Packet;
import im.throng.server.session.Responder;
import im.throng.server.session.Sessions;
import im.throng.server.telemetry.Counter;
import im.throng.server.telemetry.Meters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Takes pushes to connections: one task per lane for each batch, each push encoded once.
///
/// Batches handed over by one thread reach every connection in that order; whoever wants an order
/// for a conversation hands it over from one thread.
///
/// Threading: any thread may deliver; [#entered] and [#left] run on the connection's lane.
public final class Delivery implements Entrance, Outlet {

    private final Packet.Factory packets;
    private final Sessions sessions;
    private final Map<Lane, LaneAudience> lanes = new ConcurrentHashMap<>();
    private final Counter deliveries;

    /// Creates a delivery with nobody to hear.
    public Delivery(Packet.Factory packets, Sessions sessions, Meters meters) {
        this.packets = packets;
        this.sessions = sessions;
        this.deliveries = meters.counter("throng_deliveries",
                "Pushes to connections: each counts once for each of the audience, the sender's"
                        + " own connection, which gets its reply instead, too.");
    }

    @Override
    public void entered(Connection connection) {
        audience(connection.lane()).add(connection);
    }

    @Override
    public void left(Connection connection) {
        LaneAudience audience = lanes.get(connection.lane());
        if (audience != null) {
            audience.remove(connection);
        }
    }

    /// Takes a batch to its audiences, in its order; each asker's reply stands in that order too.
    @Override
    public void deliver(List<Parcel> parcels) {
        List<Addressed> batch = new ArrayList<>(parcels.size());
        Set<LaneAudience> audiences = new LinkedHashSet<>();
        for (Parcel parcel : parcels) {
            List<Sealed> letters = new ArrayList<>(parcel.letters().size());
            for (Letter letter : parcel.letters()) {
                letters.add(new Sealed(letter.audience(), packets.packet(letter.push())));
                addLanes(audiences, letter.audience());
            }
            parcel.moves().forEach(move -> addLanes(audiences, move));
            batch.add(new Addressed(parcel, letters));
            Responder asker = parcel.asker();
            if (asker != null) {
                audiences.add(audience(asker.connection().lane()));
            }
        }
        List<Run> runs = Run.of(batch, packets);
        var running = new AtomicInteger(audiences.size());
        for (LaneAudience audience : audiences) {
            audience.lane().execute(() -> {
                audience.deliver(runs);
                if (running.decrementAndGet() == 0) {
                    runs.forEach(Run::release);
                }
            });
        }
        if (audiences.isEmpty()) {
            runs.forEach(Run::release);
        }
    }

    /// Takes one push to everybody.
    public void toEveryone(Push push) {
        deliver(List.of(new Parcel(new Letter(new Audience.Everyone(), push))));
    }

    /// Takes one push to the connections of a user that pass the filter.
    public void toUser(UserId user, Push push, Predicate<Connection> filter) {
        toConnections(sessions.of(user).stream().filter(filter).toList(), push);
    }

    /// Takes one push to the connections of a group's members that pass the filter.
    public void toMembers(GroupId group, Push push, Predicate<Connection> filter) {
        Packet packet = packets.packet(push);
        List<LaneAudience> audiences = List.copyOf(lanes.values());
        // One more for this thread, so that the packet outlasts an empty list.
        var running = new AtomicInteger(audiences.size() + 1);
        Runnable done = () -> {
            if (running.decrementAndGet() == 0) {
                packet.release();
            }
        };
        for (LaneAudience audience : audiences) {
            audience.lane().execute(() -> {
                audience.tell(group, packet, filter);
                done.run();
            });
        }
        done.run();
    }

    /// Takes one push to the connections named.
    public void toConnections(List<Connection> connections, Push push) {
        if (connections.isEmpty()) {
            return;
        }
        Map<Lane, List<Connection>> byLane = new LinkedHashMap<>();
        for (Connection connection : connections) {
            byLane.computeIfAbsent(connection.lane(), _ -> new ArrayList<>()).add(connection);
        }
        Packet packet = packets.packet(push);
        var running = new AtomicInteger(byLane.size());
        byLane.forEach((lane, members) -> lane.execute(() -> {
            for (Connection member : members) {
                member.push(packet);
            }
            deliveries.add(members.size());
            if (running.decrementAndGet() == 0) {
                packet.release();
            }
        }));
    }

    /// A user who is nowhere connected needs no lane.
    private void addLanes(Set<LaneAudience> audiences, Audience audience) {
        switch (audience) {
            case Audience.Everyone _, Audience.Members _ -> audiences.addAll(lanes.values());
            case Audience.Users(List<UserId> users) -> users.forEach(user ->
                    sessions.of(user).forEach(
                            connection -> audiences.add(audience(connection.lane()))));
            case Audience.One(Connection connection) ->
                    audiences.add(audience(connection.lane()));
        }
    }

    /// Who joins or parts may have connections anywhere.
    private void addLanes(Set<LaneAudience> audiences, Move move) {
        if (move instanceof Move.Arrived(Connection connection, _)) {
            audiences.add(audience(connection.lane()));
        } else {
            audiences.addAll(lanes.values());
        }
    }

    private LaneAudience audience(Lane lane) {
        return lanes.computeIfAbsent(lane, fresh -> new LaneAudience(fresh, sessions, deliveries));
    }

    /// A parcel with its pushes encoded.
    record Addressed(Parcel parcel, List<Sealed> letters) {

        void release() {
            letters.forEach(letter -> letter.packet().release());
        }
    }

    /// A letter with its push encoded.
    record Sealed(Audience audience, Packet packet) {}
}
