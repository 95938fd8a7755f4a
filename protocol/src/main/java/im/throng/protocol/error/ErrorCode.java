package im.throng.protocol.error;

/// Why a request was refused. The numbers go over the wire and are never reused.
public enum ErrorCode {
    /// Not JSON, not an envelope, or an invalid `id`.
    MALFORMED(400, false),
    /// Not logged in, or the token is invalid, revoked or expired.
    NOT_LOGGED_IN(401, false),
    /// Wrong id or password, or not allowed.
    FORBIDDEN(403, false),
    /// No such thing, or no such type of message.
    NOT_FOUND(404, false),
    /// The client was too slow.
    TOO_SLOW(408, true),
    /// Already exists, already so, or the key was used for something else.
    CONFLICT(409, false),
    /// A frame or file is too large.
    TOO_LARGE(413, false),
    /// A field is missing, of the wrong type or out of range.
    INVALID_FIELD(422, false),
    /// Too fast.
    TOO_FAST(429, true),
    /// The server's fault; the words carry a reference that the log has too.
    INTERNAL(500, false),
    /// Overloaded, starting or draining.
    UNAVAILABLE(503, true);

    private final int number;
    private final boolean waitingHelps;

    ErrorCode(int number, boolean waitingHelps) {
        this.number = number;
        this.waitingHelps = waitingHelps;
    }

    /// Returns the number on the wire.
    public int number() {
        return number;
    }

    /// Tells whether the same request may succeed later.
    public boolean waitingHelps() {
        return waitingHelps;
    }

    /// Returns the code with this number; an unknown number is read as [#INTERNAL].
    public static ErrorCode of(int number) {
        for (ErrorCode code : values()) {
            if (code.number == number) {
                return code;
            }
        }
        return INTERNAL;
    }
}
