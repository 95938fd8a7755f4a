package im.throng.server.storage;

/// The data directory or what is in it cannot be used; the words tell an operator why.
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// Creates an exception.
    public StorageException(Kind kind, String words, Throwable cause) {
        super(words, cause);
        this.kind = kind;
    }

    /// Creates an exception without a cause.
    public StorageException(Kind kind, String words) {
        super(words);
        this.kind = kind;
    }

    /// Returns what is the matter.
    public Kind kind() {
        return kind;
    }

    /// What is the matter.
    public enum Kind {
        /// It cannot be made, read or written.
        NOT_WRITABLE,
        /// Another server uses it.
        IN_USE,
        /// It was written by a newer program.
        TOO_NEW,
        /// There is no room.
        FULL,
        /// What is in it is broken.
        CORRUPT
    }
}
