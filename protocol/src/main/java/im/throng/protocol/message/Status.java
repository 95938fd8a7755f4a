package im.throng.protocol.message;

/// How a user is there. Others never see [#INVISIBLE]: to them it is [#OFFLINE].
public enum Status {
    ONLINE("online"),
    BUSY("busy"),
    AWAY("away"),
    INVISIBLE("invisible"),
    OFFLINE("offline");

    private final String wireName;

    Status(String wireName) {
        this.wireName = wireName;
    }

    /// Returns the name on the wire.
    public String wireName() {
        return wireName;
    }

    /// Returns what others are told.
    public Status toOthers() {
        return this == INVISIBLE ? OFFLINE : this;
    }
}
