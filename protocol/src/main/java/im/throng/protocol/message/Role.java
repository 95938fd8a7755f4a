package im.throng.protocol.message;

/// What a user may do on the whole server.
public enum Role {
    USER("user"),
    ADMIN("admin");

    private final String wireName;

    Role(String wireName) {
        this.wireName = wireName;
    }

    /// Returns the name on the wire.
    public String wireName() {
        return wireName;
    }
}
