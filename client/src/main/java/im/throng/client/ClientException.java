package im.throng.client;

/// A request that did not succeed. Each reason has its own subclass.
public abstract sealed class ClientException extends RuntimeException
        permits RefusedException, DisconnectedException, TimedOutException {

    private static final long serialVersionUID = 1L;

    ClientException(String words) {
        super(words);
    }

    /// Returns words a person can read.
    public final String words() {
        String words = getMessage();
        return words == null ? getClass().getSimpleName() : words;
    }
}
