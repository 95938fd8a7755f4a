package im.throng.client;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.Reply;

/// The server refused the request; nothing was done.
public final class RefusedException extends ClientException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final long retryAfterMs;

    /// Creates it from what the server said.
    public RefusedException(Reply.Refused refused) {
        super(refused.error().isEmpty() ? refused.code().name() : refused.error());
        this.code = refused.code();
        this.retryAfterMs = refused.retryAfterMs();
    }

    /// Returns the reason.
    public ErrorCode code() {
        return code;
    }

    /// Returns when the same request may succeed, in milliseconds from now; 0 if waiting does not
    /// help or no time is known.
    public long retryAfterMs() {
        return retryAfterMs;
    }
}
