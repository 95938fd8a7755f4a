package im.throng.server.chat;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.HistoryRange;
import java.util.List;

/// Where entries are kept: the log of each conversation.
///
/// Threading: any thread that may block; [#append] and [#head] do not block.
public interface EntryStore {

    /// Queues a draft; the outcome goes to the [AppendListener]. Drafts of one thread for one
    /// conversation keep their order.
    ///
    /// In one transaction: a key that exists is a duplicate, or 409 with another fingerprint; then
    /// the draft's rule; then the next sequence number and the row; and the sender has read it.
    ///
    /// @throws RejectedException 503 if too much waits already
    void append(Draft draft);

    /// Returns the newest durable `seq`; 0 if there is none.
    long head(ConversationId conversation);

    /// Returns a page, cut by number and by bytes, with at least one entry if there is one.
    Page page(ConversationId conversation, HistoryRange range, int limit);

    /// A page of entries.
    ///
    /// @param entries rising by `seq`
    /// @param more    whether there is more in the direction of reading
    record Page(List<StoredEntry> entries, boolean more) {}
}
