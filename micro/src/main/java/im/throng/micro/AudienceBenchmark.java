package im.throng.micro;

import im.throng.protocol.message.GroupId;
import im.throng.server.delivery.Audience;
import im.throng.server.delivery.Delivery;
import im.throng.server.delivery.Letter;
import im.throng.server.delivery.Move;
import im.throng.server.delivery.Parcel;
import im.throng.server.gateway.PacketFactory;
import im.throng.server.session.Lane;
import im.throng.server.session.Sessions;
import im.throng.server.telemetry.Meters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Finding those who hear something among 10,000 connections of one lane, from a parcel to the call
/// of each connection, which does nothing but count.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AudienceBenchmark {

    private static final int CONNECTIONS = 10_000;
    private static final int MEMBERS = 10;
    private static final GroupId GROUP = new GroupId(1);

    private final Delivery delivery = new Delivery(new PacketFactory(), new Sessions(1),
            Meters.NONE);
    private final List<SilentConnection> connections = new ArrayList<>();
    private final List<Parcel> toAll =
            List.of(new Parcel(new Letter(new Audience.Everyone(), Samples.push())));
    private final List<Parcel> toGroup =
            List.of(new Parcel(new Letter(new Audience.Members(GROUP), Samples.push())));
    private long expectedPushes;

    /// Lets everybody enter, and a few hear a group.
    public AudienceBenchmark() {
        Lane lane = Runnable::run;
        for (int i = 0; i < CONNECTIONS; i++) {
            var connection = new SilentConnection(lane);
            connections.add(connection);
            delivery.entered(connection);
            if (i % (CONNECTIONS / MEMBERS) == 0) {
                delivery.deliver(List.of(new Parcel(
                        List.of(new Move.Arrived(connection, List.of(GROUP))), List.of(), null,
                        null)));
            }
        }
    }

    /// One push to all 10,000.
    @Benchmark
    public void all() {
        delivery.deliver(toAll);
        expectedPushes += CONNECTIONS;
    }

    /// One push to a group of which ten are there.
    @Benchmark
    public void group() {
        delivery.deliver(toGroup);
        expectedPushes += MEMBERS;
    }

    /// Fails if anybody heard too little or too much.
    @TearDown
    public void requireAllHeard() {
        long pushes = connections.stream().mapToLong(SilentConnection::pushes).sum();
        if (pushes != expectedPushes) {
            throw new IllegalStateException("expected " + expectedPushes + " pushes, not "
                    + pushes);
        }
    }
}
