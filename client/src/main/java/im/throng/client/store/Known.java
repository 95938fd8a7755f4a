package im.throng.client.store;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a store held when it was opened.
///
/// @param owner         whose it is; null while nobody has logged in with it
/// @param epoch         of which history the numbers are; null if there are none
/// @param listKnown     whether the list of conversations was once read to its end
/// @param listCurrent   whether the last reading of the list came to its end
/// @param conversations how far each was followed
/// @param outbox        what is to be sent, in order, and what was refused
public record Known(@Nullable UserId owner, @Nullable String epoch, boolean listKnown,
                    boolean listCurrent, List<Followed> conversations,
                    List<OutboxMessage> outbox) {

    /// Keeps its own copies of the lists.
    public Known {
        conversations = List.copyOf(conversations);
        outbox = List.copyOf(outbox);
    }

    /// How far a conversation was followed.
    ///
    /// @param have up to where the listener was told
    /// @param head the newest `seq` known
    public record Followed(ConversationName conversation, long have, long head) {}
}
