package im.throng.protocol.codec;

import org.jspecify.annotations.Nullable;

/// A frame that is not JSON, not an envelope, or has an invalid `id`.
///
/// It has no stack trace: what a peer sends is no failure of ours.
public final class MalformedFrameException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Long id;

    MalformedFrameException(String words, @Nullable Long id) {
        super(words, null, false, false);
        this.id = id;
    }

    /// Returns the words for the sender.
    public String words() {
        String words = getMessage();
        return words == null ? "malformed" : words;
    }

    /// Returns the request's `id` if it could be read.
    public @Nullable Long id() {
        return id;
    }
}
