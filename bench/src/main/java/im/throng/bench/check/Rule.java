package im.throng.bench.check;

/// What is promised of delivery, one rule after the other.
public enum Rule {
    /// What was acknowledged is in the log, at the place that was named.
    LOSS("what was acknowledged is in the log"),
    /// What is in the log, or was heard or read, was sent, and stays as it was shown.
    PHANTOM("what is in the log was sent, what was shown stays"),
    /// A message is in the log once, and a connection hears it once.
    DUPLICATE("nothing is stored or heard twice"),
    /// A log is 1 to n for all its members, and is heard in that order.
    ORDER("one dense order for everybody"),
    /// What one connection sends is stored in the order of sending.
    SENDER_ORDER("what one connection sends keeps its order"),
    /// What was known before something was sent stands before it, and is there to be read.
    REAL_TIME("what was known first stands first"),
    /// A member can read all of its time in a conversation, and nothing else.
    COMPLETENESS("members read their whole interval and no more"),
    /// A read mark never moves back, and what is unread follows from it.
    READ_MARKS("read marks stay, unread follows from the log"),
    /// What was never answered is in the log at most once.
    UNKNOWN("what was not answered is there at most once"),
    /// In the end everything is answered.
    LIVENESS("nothing is left pending");

    private final String promise;

    Rule(String promise) {
        this.promise = promise;
    }

    /// Returns the rule in words.
    public String promise() {
        return promise;
    }
}
