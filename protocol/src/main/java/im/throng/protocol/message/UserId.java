package im.throng.protocol.message;

/// The id of a user: 1 to 2^53 - 1. It is the account's name on the wire.
public record UserId(long value) implements Comparable<UserId> {

    /// Refuses what is out of range.
    public UserId {
        Limits.requireId("userId", value);
    }

    @Override
    public int compareTo(UserId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
