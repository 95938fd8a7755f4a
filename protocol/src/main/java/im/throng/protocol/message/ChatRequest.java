package im.throng.protocol.message;

import org.jspecify.annotations.Nullable;

/// Requests about conversations and what is said in them.
public sealed interface ChatRequest extends MemberRequest {

    /// Says something.
    ///
    /// @param key the client's own name for this message; a retry with the same key is stored once
    record SendMessage(ConversationName to, String key, EntryBody.Text body)
            implements ChatRequest {}

    /// Reads a page of entries.
    record ReadHistory(ConversationName conversation, HistoryRange range, int limit)
            implements ChatRequest {}

    /// Lists the user's conversations, the newest activity first.
    ///
    /// @param before the cursor of the page before; null for the first page
    record ListConversations(@Nullable String before, int limit) implements ChatRequest {}

    /// Marks a conversation as read up to an entry.
    record MarkRead(ConversationName conversation, long seq) implements ChatRequest {}

    /// Sets how the user keeps a conversation; null leaves a mark as it is.
    record MarkConversation(ConversationName conversation, @Nullable Boolean muted,
                            @Nullable Boolean pinned) implements ChatRequest {}

    /// Tells the others that the user is writing; it lapses by itself.
    record ShowTyping(ConversationName conversation) implements ChatRequest {}

    /// Shows that the connection lives, and asks for the heads that moved.
    record Ping() implements ChatRequest {}
}
