package im.throng.server.chat;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.ConversationName;

/// Names of conversations, as their members use them, to conversations.
///
/// Threading: stateless.
final class Conversations {

    private Conversations() {}

    /// Returns the conversation.
    ///
    /// @throws RejectedException 404 if there is none of this name for this viewer
    static ConversationId require(ConversationName name) {
        return switch (name) {
            case ConversationName.All _ -> ConversationId.ALL;
            case ConversationName.Direct _, ConversationName.Group _ ->
                    throw new RejectedException(ErrorCode.NOT_FOUND,
                            "there is no conversation " + name.text());
        };
    }
}
