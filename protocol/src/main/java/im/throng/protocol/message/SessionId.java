package im.throng.protocol.message;

/// The name of a session: what one login began, on one device.
public record SessionId(String value) {

    /// Refuses what cannot be a session's name.
    public SessionId {
        Limits.requireCharacters("sessionId", value, 1, Limits.NAME_MAX);
    }

    @Override
    public String toString() {
        return value;
    }
}
