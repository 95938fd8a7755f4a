package im.throng.server.gateway.http;

import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.Surroundings;

/// Whether a client takes too long: without a request, over one, or over taking its answer.
///
/// A head must be whole after a fixed time, whatever trickles in. A body, and the taking of
/// answers, get that time and one more second for each KiB. A request that comes while answers are
/// still to be taken begins when they are: until then it is those that the client must hurry with.
///
/// Threading: confined to the connection's event loop.
final class Timing {

    private static final long NANOS_PER_BYTE = 1_000_000_000L / 1024;

    private final Surroundings around;
    private State state = State.HEAD;
    private long sinceNanos;
    private long bytes;
    /// Whether something of the next request came before it could begin.
    private boolean isAhead;

    /// Begins with a request whose first byte has come: its time began with the connection.
    Timing(ClientConnection connection) {
        this.around = connection.surroundings();
        this.sinceNanos = connection.openedNanos();
    }

    private enum State { IDLE, HEAD, BODY, WORKING }

    /// What is to be done about it.
    enum Verdict { IN_TIME, IDLE, ASKING_TOO_SLOWLY, READING_TOO_SLOWLY }

    /// Bytes came in.
    ///
    /// @param isUnread whether the peer has yet to take something
    void arrived(int count, boolean isUnread) {
        switch (state) {
            case HEAD, BODY -> bytes += count;
            case WORKING -> isAhead = true;
            case IDLE -> {
                if (isUnread) {
                    isAhead = true;
                } else {
                    enter(State.HEAD);
                }
            }
        }
    }

    void headCame() {
        enter(State.BODY);
    }

    /// The request is whole: until it is answered the time is ours.
    void complete() {
        enter(State.WORKING);
    }

    /// The request was answered.
    ///
    /// @param toBeTaken how many bytes the peer has to take for it, those before it included
    void answered(long toBeTaken) {
        boolean wasAhead = isAhead;
        enter(State.IDLE);
        isAhead = wasAhead;
        bytes = toBeTaken;
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
                if (!isUnread && isAhead) {
                    enter(State.HEAD);
                    yield Verdict.IN_TIME;
                }
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
        isAhead = false;
    }
}
