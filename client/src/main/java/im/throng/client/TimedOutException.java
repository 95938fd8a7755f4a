package im.throng.client;

/// No answer came within the request's timeout. It may have been carried out; a message can be sent
/// again with the same key.
public final class TimedOutException extends ClientException {

    private static final long serialVersionUID = 1L;

    /// Creates it with words a person can read.
    public TimedOutException(String words) {
        super(words);
    }
}
