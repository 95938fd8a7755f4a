package im.throng.server.gateway.http;

import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.Surroundings;

/// Whether a client takes too long: without a request, over one, or over taking its answer.
///
/// A head must be whole after a fixed time, whatever trickles in. A body, and the taking of an
/// answer, get that time and one more second for each KiB.
///
/// Threading: confined to the connection's event loop.
final class Timing {

    private static final long NANOS_PER_BYTE = 1_000_000_000L / 1024;

    private final Surroundings around;
    private State state = State.HEAD;
    private long sinceNanos;
    private long bytes;

    /// Begins with a request whose first byte has come: its time began with the connection.
    Timing(ClientConnection connection) {
        this.around = connection.surroundings();
        this.sinceNanos = connection.openedNanos();
    }

    private enum State { IDLE, HEAD, BODY, WORKING }

    /// What is to be done about it.
    enum Verdict { IN_TIME, IDLE, ASKING_TOO_SLOWLY, READING_TOO_SLOWLY }

    void arrived(int count) {
        if (state == State.IDLE) {
            enter(State.HEAD);
        }
        bytes += count;
    }

    void headCame() {
        enter(State.BODY);
    }

    /// The request is whole: until it is answered the time is ours.
    void complete() {
        enter(State.WORKING);
    }

    /// The request was answered, with so many bytes.
    void answered(int count) {
        enter(State.IDLE);
        bytes = count;
    }

    /// Tells what is to be done now.
    ///
    /// @param isUnread whether the peer has yet to take something
    Verdict verdict(long nowNanos, boolean isUnread) {
        long waited = nowNanos - sinceNanos;
        long headNanos = around.config().firstFrame().toNanos();
        long idleNanos = around.config().web().idle().toNanos();
        return switch (state) {
            case HEAD -> waited > headNanos ? Verdict.ASKING_TOO_SLOWLY : Verdict.IN_TIME;
            case BODY -> waited > headNanos + bytes * NANOS_PER_BYTE
                    ? Verdict.ASKING_TOO_SLOWLY : Verdict.IN_TIME;
            case WORKING -> Verdict.IN_TIME;
            case IDLE -> {
                if (isUnread) {
                    yield waited > idleNanos + bytes * NANOS_PER_BYTE
                            ? Verdict.READING_TOO_SLOWLY : Verdict.IN_TIME;
                }
                yield waited > idleNanos ? Verdict.IDLE : Verdict.IN_TIME;
            }
        };
    }

    private void enter(State next) {
        state = next;
        sinceNanos = around.nanoTime().getAsLong();
        bytes = 0;
    }
}
