package im.throng.server.chat;

/// A conversation as the server knows it, the same for all its members.
public record ConversationId(long value) {

    /// The conversation of everybody.
    public static final ConversationId ALL = new ConversationId(1);
}
