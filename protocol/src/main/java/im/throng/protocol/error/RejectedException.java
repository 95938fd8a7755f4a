package im.throng.protocol.error;

/// A request that is refused, with the code and the words for its sender.
///
/// The words are shown to people: they name what was wrong and never carry a secret.
/// It has no stack trace, since being refused is an answer and not a failure.
public final class RejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final long retryAfterMs;

    /// Creates a refusal where waiting does not help, or no time is known.
    public RejectedException(ErrorCode code, String words) {
        this(code, words, 0);
    }

    /// Creates a refusal.
    ///
    /// @param retryAfterMs when the same request may succeed, in milliseconds; 0 if unknown
    public RejectedException(ErrorCode code, String words, long retryAfterMs) {
        super(words, null, false, false);
        this.code = code;
        this.retryAfterMs = retryAfterMs;
    }

    /// Returns a refusal that names the field and what it must be.
    public static RejectedException invalid(String field, String mustBe) {
        return new RejectedException(ErrorCode.INVALID_FIELD, field + " " + mustBe);
    }

    /// Returns why the request was refused.
    public ErrorCode code() {
        return code;
    }

    /// Returns the words for the sender.
    public String words() {
        String words = getMessage();
        return words == null ? code.name() : words;
    }

    /// Returns when the same request may succeed, in milliseconds from now; 0 if unknown.
    public long retryAfterMs() {
        return retryAfterMs;
    }
}
