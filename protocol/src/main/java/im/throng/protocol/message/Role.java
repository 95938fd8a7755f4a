package im.throng.protocol.message;

/// What a user may do on the whole server.
public enum Role {
    USER("user"),
    ADMIN("admin");

    private final String wireName;

    Role(String wireName) {
        this.wireName = wireName;
    }

    /// Returns the role of this name; an unknown one has no rights.
    public static Role named(String wireName) {
        return wireName.equals(ADMIN.wireName) ? ADMIN : USER;
    }

    /// Returns the name on the wire.
    public String wireName() {
        return wireName;
    }
}
