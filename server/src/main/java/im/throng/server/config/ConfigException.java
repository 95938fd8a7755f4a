package im.throng.server.config;

/// The configuration cannot be used; the words tell an operator what is wrong where.
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Creates an exception.
    public ConfigException(String words) {
        super(words);
    }
}
