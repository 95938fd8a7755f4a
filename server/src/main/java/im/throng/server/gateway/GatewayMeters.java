package im.throng.server.gateway;

import im.throng.protocol.error.ErrorCode;
import im.throng.server.telemetry.Counter;
import im.throng.server.telemetry.Histogram;
import im.throng.server.telemetry.Meters;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// What is watched of connections.
///
/// Threading: any thread.
public final class GatewayMeters {

    private final Meters meters;
    private final Map<Spoken, LongAdder> connections = new EnumMap<>(Spoken.class);
    private final Map<ErrorCode, Counter> refusals = new EnumMap<>(ErrorCode.class);
    private final Counter accepted;
    private final Counter hints;
    private final LongAdder mailboxTasks = new LongAdder();

    /// Registers them.
    public GatewayMeters(Meters meters) {
        this.meters = meters;
        for (Spoken spoken : Spoken.values()) {
            var count = new LongAdder();
            connections.put(spoken, count);
            meters.gauge("throng_connections", "Connections, by their door and dialect.",
                    count::sum, "door", spoken.door(), "dialect", spoken.dialect());
        }
        for (ErrorCode code : ErrorCode.values()) {
            refusals.put(code, meters.counter("throng_refusals",
                    "Requests that were refused, by the error's code; the classic dialect's aside.",
                    "code", Integer.toString(code.number())));
        }
        this.accepted = meters.counter("throng_connections_accepted",
                "Connections that were accepted.");
        this.hints = meters.counter("throng_hints",
                "Hints to connections that were behind, in place of the pushes they missed.");
        meters.gauge("throng_mailbox_tasks",
                "Requests of all connections that wait for those before them.",
                mailboxTasks::sum);
    }

    /// Returns what counts the requests that wait in mailboxes.
    LongAdder mailboxTasks() {
        return mailboxTasks;
    }

    /// Counts a connection that was accepted.
    void came(Spoken spoken) {
        accepted.add(1);
        add(spoken, 1);
    }

    /// Counts a connection as something else from now on.
    void became(Spoken before, Spoken now) {
        if (before != now) {
            add(before, -1);
            add(now, 1);
        }
    }

    /// Counts a connection no more.
    void went(Spoken spoken) {
        add(spoken, -1);
    }

    /// Counts a request that was refused.
    public void refused(ErrorCode code) {
        Counter counter = refusals.get(code);
        if (counter != null) {
            counter.add(1);
        }
    }

    /// Counts a hint.
    public void hinted() {
        hints.add(1);
    }

    /// Registers what is watched of an event loop's connections.
    public void watch(Iterable<LoopLane> lanes) {
        Histogram lag = meters.times("throng_loop_lag",
                "How much later than planned event loops did what they do every 100 ms.");
        int number = 0;
        for (LoopLane lane : lanes) {
            String loop = Integer.toString(number++);
            lane.watch(lag);
            meters.gauge("throng_loop_pending_tasks", "Tasks that wait on an event loop.",
                    lane::pendingTasks, "loop", loop);
            meters.gauge("throng_outbound_waiting_bytes",
                    "Bytes that clients have not taken yet, as of the last 200 ms.",
                    lane::waitingBytes, "loop", loop);
            meters.gauge("throng_connections_slow",
                    "Connections that did not take all they were sent, as of the last 200 ms.",
                    lane::slowConnections, "loop", loop);
        }
    }

    private void add(Spoken spoken, long count) {
        LongAdder adder = connections.get(spoken);
        if (adder != null) {
            adder.add(count);
        }
    }
}
