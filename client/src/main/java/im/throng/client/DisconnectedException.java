package im.throng.client;

/// There is no connection on which the request could be answered. Unless it was never sent, it may
/// have been carried out; a message can be sent again with the same key.
public final class DisconnectedException extends ClientException {

    private static final long serialVersionUID = 1L;

    /// Creates it with words a person can read.
    public DisconnectedException(String words) {
        super(words);
    }
}
