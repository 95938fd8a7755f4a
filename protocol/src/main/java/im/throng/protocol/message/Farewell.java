package im.throng.protocol.message;

/// Why the server ends a connection on purpose, and whether the client should come back.
public enum Farewell {
    LOGGED_OUT(200, false),
    MALFORMED(400, false),
    REVOKED(401, false),
    BANNED(403, false),
    SILENT(408, true),
    REPLACED(409, false),
    TOO_LARGE(413, false),
    UNAVAILABLE(503, true);

    private final int number;
    private final boolean reconnect;

    Farewell(int number, boolean reconnect) {
        this.number = number;
        this.reconnect = reconnect;
    }

    /// Returns the code on the wire.
    public int number() {
        return number;
    }

    /// Tells whether the client should come back.
    public boolean reconnect() {
        return reconnect;
    }
}
