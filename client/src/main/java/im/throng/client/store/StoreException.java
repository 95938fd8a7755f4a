package im.throng.client.store;

/// The local store cannot be used, or could not do what was asked.
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What is the matter.
    public enum Kind {
        /// Another program has the store open.
        IN_USE,
        /// The file is damaged; [StoreRepair] can move it aside.
        DAMAGED,
        /// A newer program wrote it.
        TOO_NEW,
        /// It belongs to another account, or to another server.
        OTHER_OWNER,
        /// There are too many messages in the outbox.
        FULL,
        /// It cannot be opened, read or written now.
        UNUSABLE
    }

    private final Kind kind;

    /// Creates it with words a person can read.
    public StoreException(Kind kind, String words) {
        super(words);
        this.kind = kind;
    }

    StoreException(Kind kind, String words, Throwable cause) {
        super(words, cause);
        this.kind = kind;
    }

    /// Returns what is the matter.
    public Kind kind() {
        return kind;
    }

    /// Returns words a person can read.
    public String words() {
        return String.valueOf(getMessage());
    }
}
