package im.throng.protocol.codec;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The outer object of a frame, with its `data` not looked into yet.
///
/// Threading: immutable by convention; the tree is read only.
public final class Envelope {

    private final String type;
    private final @Nullable Long id;
    private final ReplyFields reply;
    private final @Nullable JsonNode data;

    Envelope(String type, @Nullable Long id, ReplyFields reply, @Nullable JsonNode data) {
        this.type = type;
        this.id = id;
        this.reply = reply;
        this.data = data;
    }

    /// Returns the message's name on the wire.
    public String type() {
        return type;
    }

    /// Returns the request's `id`, or null if there is none.
    public @Nullable Long id() {
        return id;
    }

    /// Tells whether `data` is a JSON string: the mark of the classic dialect.
    public boolean isClassic() {
        return data != null && data.isString();
    }

    /// Tells whether `data` is an object, null or absent: the mark of the native dialect.
    public boolean isNative() {
        return data == null || data.isNull() || data.isObject();
    }

    /// Returns the `data` of a native message; empty fields if it is absent.
    Fields fields() {
        return new Fields(data instanceof ObjectNode object ? object : null);
    }

    /// Returns the `data` of a classic message.
    String text() {
        return data == null || !data.isString() ? "" : data.stringValue();
    }

    ReplyFields reply() {
        return reply;
    }

    /// What only a reply's envelope has: a `code` of 0 means there was none.
    record ReplyFields(int code, String error, long retryAfterMs) {
        static final ReplyFields NONE = new ReplyFields(0, "", 0);
    }
}
