package im.throng.client;

import im.throng.client.request.Outcome;
import im.throng.client.store.CachedConversation;
import im.throng.client.store.CachedPage;
import im.throng.client.store.LocalStore;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The conversations and their newest entries as this computer knows them, there at once and
/// without a connection. After a login they follow the server by themselves;
/// [ThrongListener#conversationChanged] tells what moved.
///
/// An entry is here when [ThrongListener#message] has returned, so that a crash between the two
/// tells it again rather than never.
///
/// Threading: any thread may call any method, the listening thread too. They wait for the disk and
/// throw a [im.throng.client.store.StoreException] if that fails; only [#page] and [#mark] ask the
/// server.
public final class Cache {

    private final LocalStore store;
    private final Asking asking;

    Cache(LocalStore store, Asking asking) {
        this.store = store;
        this.asking = asking;
    }

    /// Returns who logged in last with this store, as far as it knows: the id and the name.
    public Optional<User> owner() {
        return store.ownerAsKnown();
    }

    /// Returns the conversations, the newest activity first.
    public List<CachedConversation> conversations() {
        return store.conversations();
    }

    /// Returns one conversation, if it is known.
    public Optional<CachedConversation> conversation(ConversationName conversation) {
        return store.conversation(conversation);
    }

    /// Returns entries that are kept here and follow each other without a gap, the last of them
    /// just before `before`. None may be there although the server has some; the page says so.
    ///
    /// @param before an entry's `seq`; null: the newest that are kept
    public CachedPage entries(ConversationName conversation, @Nullable Long before, int limit) {
        return store.entries(conversation, before, limit);
    }

    /// Returns entries that follow each other without a gap, and asks the server for those that are
    /// not kept here. Where the server cannot be asked, it returns what there is, if anything. The
    /// newest of them may be told by [ThrongListener#message] only afterwards.
    ///
    /// @param before an entry's `seq`; null: the newest
    /// @param limit  how many at most, 1 to 200
    /// @throws ClientException if there is none here, and the server cannot be asked
    public CachedPage page(ConversationName conversation, @Nullable Long before, int limit) {
        CachedPage kept = store.entries(conversation, before, limit);
        boolean isEnough = kept.entries().size() >= limit || !kept.moreBefore();
        if (isEnough && !kept.moreAfter()) {
            return kept;
        }
        try {
            return kept.moreAfter() || kept.entries().isEmpty()
                    ? read(conversation, before, limit)
                    : extended(conversation, kept, limit);
        } catch (ClientException notNow) {
            if (kept.entries().isEmpty()) {
                throw notNow;
            }
            return kept;
        }
    }

    /// Marks a conversation as read up to an entry. Without a connection the server learns of it
    /// after the next login.
    public void markRead(ConversationName conversation, long seq) {
        store.markRead(conversation, seq);
        tellServer(new ChatRequest.MarkRead(conversation, seq));
    }

    /// Sets how the user keeps a conversation, on all devices; null leaves a mark as it is.
    ///
    /// @throws ClientException if the server cannot be asked, or refuses
    public void mark(ConversationName conversation, @Nullable Boolean muted,
                     @Nullable Boolean pinned) {
        asking.ask(new ChatRequest.MarkConversation(conversation, muted, pinned),
                Reply.Done.class);
    }

    /// Drops a conversation that the user is no longer in, with its entries and its draft.
    public void forget(ConversationName conversation) {
        store.forget(conversation);
    }

    /// Returns what the user began to write in a conversation; empty for nothing.
    public String draft(ConversationName conversation) {
        return store.draft(conversation);
    }

    /// Keeps what the user began to write; empty for nothing.
    public void saveDraft(ConversationName conversation, String text) {
        store.saveDraft(conversation, text);
    }

    /// Tells the server of the marks that it has not acknowledged, after a login.
    void tellMarks() {
        var _ = store.unsentMarks().thenAccept(marks -> marks.forEach(this::tellServer));
    }

    private void tellServer(ChatRequest.MarkRead mark) {
        // A success is noted by whoever hears of all answers.
        asking.submit(mark, outcome -> {
            if (outcome instanceof Outcome.Answered(Reply.Refused refused)
                    && !refused.code().waitingHelps()) {
                store.noteMarkRefused(mark.conversation());
            }
        });
    }

    private CachedPage extended(ConversationName conversation, CachedPage kept, int limit) {
        List<Entry> entries = kept.entries();
        CachedPage older = read(conversation, entries.getFirst().seq(), limit - entries.size());
        List<Entry> all = new ArrayList<>(older.entries());
        all.addAll(entries);
        return new CachedPage(all, older.moreBefore(), false);
    }

    private CachedPage read(ConversationName conversation, @Nullable Long before, int limit) {
        HistoryRange range = before == null ? new HistoryRange.Newest()
                : new HistoryRange.Before(before);
        ChatReply.HistoryPage page = asking.ask(new ChatRequest.ReadHistory(conversation, range,
                Math.min(limit, Limits.PAGE_ENTRIES_MAX)), ChatReply.HistoryPage.class);
        store.notePage(conversation, before, page);
        return new CachedPage(page.entries(), page.more(), false);
    }
}
