package im.throng.bench.check;

/// What became of one message, over all its tries.
///
/// Threading: used by one thread.
final class Fate {

    /// The time of what never was.
    static final long NEVER = Long.MAX_VALUE;

    private final Message message;
    private long firstSent = NEVER;
    private long firstKnown = NEVER;
    private long seq;
    private int tries;
    private int refusals;
    private long place;

    Fate(Message message) {
        this.message = message;
    }

    void sent(long at) {
        firstSent = Math.min(firstSent, at);
        tries++;
    }

    void acked(long at, long where) {
        known(at);
        seq = where;
    }

    void refused() {
        refusals++;
    }

    /// Somebody knew of it by then.
    void known(long at) {
        firstKnown = Math.min(firstKnown, at);
    }

    /// It stands in the log there.
    void stored(long where) {
        place = where;
    }

    Message message() {
        return message;
    }

    boolean isSent() {
        return tries > 0;
    }

    boolean isAcked() {
        return seq > 0;
    }

    /// Tells whether every try was refused for good.
    boolean isRefused() {
        return tries > 0 && refusals == tries;
    }

    boolean isAnswered() {
        return isAcked() || refusals > 0;
    }

    /// Returns where the first acknowledgement put it; 0 without one.
    long seq() {
        return seq;
    }

    /// Returns where the log has it; 0 if nowhere.
    long place() {
        return place;
    }

    long firstSent() {
        return firstSent;
    }

    long firstKnown() {
        return firstKnown;
    }
}
