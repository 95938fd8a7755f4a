package im.throng.client.listen;

import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import java.util.List;

/// Who learns what an [EntryFollower] finds. Called on the event loop, in order; must not block.
public interface EntrySink {

    /// The next entry of its conversation.
    ///
    /// @param have up to where the conversation is had with it
    void passed(Entry entry, long have);

    /// Entries are left out because they are too many: those between the two.
    void skipped(ConversationName conversation, long after, long before);

    /// A conversation is had further without an entry that is told, or is no longer followed.
    void moved(ConversationName conversation);

    /// A page of the list of conversations.
    ///
    /// @param have up to where each conversation was had before the page
    void listed(List<ChatReply.ConversationView> views, List<Long> have);

    /// The list begins to be read.
    void listBegun();

    /// The list was read as far as it is new.
    void listEnded();
}
