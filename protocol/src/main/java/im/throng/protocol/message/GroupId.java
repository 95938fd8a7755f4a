package im.throng.protocol.message;

/// The id of a group: 1 to 2^53 - 1.
public record GroupId(long value) {

    /// Refuses what is out of range.
    public GroupId {
        Limits.requireId("groupId", value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
