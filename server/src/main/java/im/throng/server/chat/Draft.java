package im.throng.server.chat;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.UserId;
import im.throng.server.session.Responder;
import im.throng.server.session.UserSession;
import org.jspecify.annotations.Nullable;

/// An entry that wants to be appended.
///
/// @param name        the conversation as the sender names it
/// @param key         the sender's own name for it; the same key is stored once
/// @param fingerprint tells a retry from another message under the same key
/// @param rule        decides inside the transaction
/// @param asker       who gets the answer; null if nobody waits for one
public record Draft(ConversationId conversation, ConversationName name, UserSession sender,
                    String key, Fingerprint fingerprint, EntryBody body, AppendRule rule,
                    @Nullable Responder asker) {

    /// Returns who wants it appended.
    public UserId from() {
        return sender.userId();
    }
}
