package im.throng.protocol.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers about conversations.
public sealed interface ChatReply extends Reply.Success {

    /// The message is durable.
    ///
    /// @param duplicate whether it was stored by an earlier try
    record Sent(ConversationName conversation, long seq, long at, boolean duplicate)
            implements ChatReply {}

    /// The heads of conversations that may have moved without a push to this connection.
    record Pong(Map<ConversationName, Long> heads) implements ChatReply {
        /// Keeps its own copy of the map.
        public Pong {
            heads = Map.copyOf(heads);
        }
    }

    /// A page of a conversation.
    ///
    /// @param entries rising by `seq`
    /// @param head    the newest `seq` there is
    /// @param more    whether there is more in the direction of reading
    record HistoryPage(List<Entry> entries, long head, boolean more) implements ChatReply {
        /// Keeps its own copy of the list.
        public HistoryPage {
            entries = List.copyOf(entries);
        }
    }

    /// A page of the user's conversations.
    ///
    /// @param next the cursor of the next page; null at the end
    record ConversationPage(List<ConversationView> conversations, @Nullable String next)
            implements ChatReply {
        /// Keeps its own copy of the list.
        public ConversationPage {
            conversations = List.copyOf(conversations);
        }
    }

    /// One conversation as one member sees it.
    ///
    /// @param head      the newest `seq`
    /// @param read      up to where the user has read
    /// @param unread    how many messages are not read, at most 999
    /// @param mentioned whether one of these mentions the user
    /// @param last      the newest message; null where there is nothing yet
    /// @param peerRead  how far the other one has read; null where there is not one other
    record ConversationView(ConversationName conversation, String title, long head, long read,
                            int unread, boolean mentioned, @Nullable Entry last, boolean muted,
                            boolean pinned, @Nullable Long peerRead) {}
}
