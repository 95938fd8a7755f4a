package im.throng.server.chat;

import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.UserId;
import im.throng.server.account.Profiles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Reading conversations.
///
/// Threading: any thread that may block.
public final class HistoryService {

    private final EntryStore entries;
    private final Profiles profiles;

    /// Creates the service.
    public HistoryService(EntryStore entries, Profiles profiles) {
        this.entries = entries;
        this.profiles = profiles;
    }

    /// Returns a page of a conversation.
    ChatReply.HistoryPage page(ConversationName name, HistoryRange range, int limit) {
        ConversationId conversation = Conversations.require(name);
        EntryStore.Page page = entries.page(conversation, range, limit);
        // Read after the page, the head is never behind it.
        long head = entries.head(conversation);
        return new ChatReply.HistoryPage(named(name, page.entries()), head, page.more());
    }

    private List<Entry> named(ConversationName conversation, List<StoredEntry> stored) {
        Set<UserId> senders = new LinkedHashSet<>();
        stored.forEach(entry -> senders.add(entry.from()));
        Profiles.Known known = profiles.known(senders);
        List<Entry> entries = new ArrayList<>(stored.size());
        for (StoredEntry entry : stored) {
            entries.add(new Entry(conversation, entry.seq(), entry.from(),
                    known.name(entry.from()), entry.at(), entry.body()));
        }
        return entries;
    }
}
