package im.throng.client.store;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// The outbox and the cache of one account. What is noted is written soon, in the order in which it
/// was noted; what is asked for is answered as of everything noted before.
///
/// Threading: any thread. `note…` methods do not wait; the others wait for the disk, and throw a
/// [StoreException] if it fails.
public final class LocalStore implements AutoCloseable {

    private static final long CLOSE_MS = 5_000;

    private final StoreThread thread;
    private final @Nullable StoreFile file;
    private final Known known;
    private final Changes changes;
    private final InstantSource clock;
    private volatile @Nullable UserId self;

    private LocalStore(StoreThread thread, @Nullable StoreFile file, Known known,
                       Changes changes, InstantSource clock) {
        this.thread = thread;
        this.file = file;
        this.known = known;
        this.changes = changes;
        this.clock = clock;
        this.self = known.owner();
    }

    /// Opens a store, and makes it if there is none.
    ///
    /// @param path   the file; null: in memory only, gone with the program
    /// @param server the name of the server that it belongs to
    /// @throws StoreException if it is in use, damaged, from a newer program, of another server,
    ///                        or cannot be used
    public static LocalStore open(@Nullable Path path, String server, InstantSource clock) {
        StoreOpening.Opened opened = StoreOpening.open(path, server);
        Changes changes = new Changes();
        StoreThread thread = new StoreThread(opened.sql(), changes);
        LocalStore store = new LocalStore(thread, opened.file(), opened.known(), changes, clock);
        thread.start();
        return store;
    }

    /// Returns what it held when it was opened.
    public Known known() {
        return known;
    }

    /// Returns whose it is, if it is anybody's yet.
    public Optional<UserId> owner() {
        return Optional.ofNullable(self);
    }

    /// Returns whose it is, with what is known of the user: no more than the name.
    public Optional<User> ownerAsKnown() {
        return owner().map(id -> new User(id, wait(thread.give(
                sql -> State.get(sql, State.USER_NAME).orElse(id.toString()))), "", "", "", 0,
                Role.USER));
    }

    /// Sets who is told which conversations changed, on the store's thread.
    public void observer(Observer observer) {
        changes.observer(observer);
    }

    /// Tells the changes that its observer had no room for.
    public void goOn() {
        var _ = thread.give(_ -> true);
    }

    /// Waits while the disk is far behind. Never to be called on an event loop.
    public void awaitRoom() {
        thread.awaitRoom();
    }

    /// Notes whose store it is, and of which history its numbers are; other numbers are dropped.
    public void noteLogin(User user, String epoch) {
        self = user.userId();
        var _ = thread.give(sql -> {
            State.put(sql, State.USER, user.userId().toString());
            State.put(sql, State.USER_NAME, user.userName());
            if (!State.get(sql, State.EPOCH).equals(Optional.of(epoch))) {
                sql.update("DELETE FROM entry");
                sql.update("DELETE FROM conversation");
                State.put(sql, State.LIST, State.LIST_UNKNOWN);
                State.put(sql, State.EPOCH, epoch);
            }
            return true;
        });
    }

    /// Notes that the list of conversations is being read.
    public void noteListBegun() {
        var _ = thread.give(sql -> {
            if (!State.get(sql, State.LIST).orElse(State.LIST_UNKNOWN)
                    .equals(State.LIST_UNKNOWN)) {
                State.put(sql, State.LIST, State.LIST_BEGUN);
            }
            return true;
        });
    }

    /// Notes that the list was read as far as it is new.
    public void noteListEnded() {
        var _ = thread.give(sql -> {
            State.put(sql, State.LIST, State.LIST_READ);
            return true;
        });
    }

    /// Notes what the server says about conversations.
    ///
    /// @param have up to where each is followed, of those that are new
    public void noteListed(List<ChatReply.ConversationView> views, List<Long> have) {
        var _ = thread.give(sql -> {
            for (int i = 0; i < views.size(); i++) {
                ChatReply.ConversationView view = views.get(i);
                ConversationTable.add(sql, view.conversation(), view.title(), have.get(i));
                ConversationTable.merge(sql, view);
                Entry last = view.last();
                if (last != null) {
                    EntryTable.put(sql, last, self);
                    ConversationTable.activeAt(sql, last);
                }
                changes.add(view.conversation());
            }
            return true;
        });
    }

    /// Notes an entry of which the listener was told, or that the user sent from here.
    ///
    /// @param have up to where the listener has been told everything
    public void noteEntry(Entry entry, long have) {
        var _ = thread.give(sql -> {
            ConversationName name = entry.conversation();
            if (ConversationTable.add(sql, name,
                    ConversationTable.titleOf(name, entry, self), have)) {
                changes.incomplete();
            }
            EntryTable.put(sql, entry, self);
            ConversationTable.reached(sql, entry, have, entry.from().equals(self));
            changes.add(name);
            return true;
        });
    }

    /// Notes that the listener goes on behind a hole.
    public void noteSkipped(ConversationName conversation, long have) {
        var _ = thread.give(sql -> {
            ConversationTable.skipped(sql, conversation, have);
            changes.add(conversation);
            return true;
        });
    }

    /// Notes a mark of reading, the user's own or another's.
    public void noteRead(Push.ReadMoved moved) {
        var _ = thread.give(sql -> {
            if (moved.userId().equals(self)) {
                ConversationTable.read(sql, moved.conversation(), moved.seq(), true);
            }
            if (moved.conversation() instanceof ConversationName.Direct(UserId peer)
                    && peer.equals(moved.userId())) {
                ConversationTable.peerRead(sql, moved.conversation(), moved.seq());
            }
            changes.addRead(moved.conversation());
            return true;
        });
    }

    /// Notes that the server will not have the user's mark in a conversation.
    public void noteMarkRefused(ConversationName conversation) {
        var _ = thread.give(sql -> {
            ConversationTable.forgetUnsentMark(sql, conversation);
            return true;
        });
    }

    /// Notes how the user keeps a conversation.
    public void noteMarked(ChatRequest.MarkConversation marks) {
        var _ = thread.give(sql -> {
            ConversationTable.mark(sql, marks.conversation(), marks.muted(), marks.pinned());
            changes.add(marks.conversation());
            return true;
        });
    }

    /// Notes a page of older entries.
    ///
    /// @param before the entry before which the page was read; null: the newest page
    public void notePage(ConversationName conversation, @Nullable Long before,
                         ChatReply.HistoryPage page) {
        var _ = thread.give(sql -> {
            for (Entry entry : page.entries()) {
                EntryTable.put(sql, entry, self);
            }
            if (!page.more()) {
                ConversationTable.first(sql, conversation, page.entries().isEmpty()
                        ? (before == null ? 1 : before) : page.entries().getFirst().seq());
            }
            changes.add(conversation);
            return true;
        });
    }

    /// Notes that the server stored a message.
    public void noteSettled(long id) {
        var _ = thread.give(sql -> {
            OutboxTable.remove(sql, id);
            return true;
        });
    }

    /// Notes that the server refused a message for good.
    public void noteFailed(long id, ErrorCode code, String words) {
        var _ = thread.give(sql -> {
            OutboxTable.fail(sql, id, code, words);
            return true;
        });
    }

    /// Adds a message to the outbox. When it returns, the message survives the program.
    public OutboxMessage post(ChatRequest.SendMessage request) {
        long now = clock.millis();
        return wait(thread.give(sql -> OutboxTable.add(sql, request, now)));
    }

    /// Returns the outbox, in the order of sending.
    public List<OutboxMessage> outbox() {
        return wait(thread.give(OutboxTable::all));
    }

    /// Lets a refused message be sent again, under the same key unless that was the trouble.
    ///
    /// @return empty if there is no such message, or it was not refused
    public Optional<OutboxMessage> retry(long id, String freshKey) {
        return wait(thread.give(sql -> OutboxTable.retry(sql, id, freshKey)));
    }

    /// Drops a message from the outbox.
    public void discard(long id) {
        wait(thread.give(sql -> {
            OutboxTable.remove(sql, id);
            return true;
        }));
    }

    /// Returns the conversations, the newest activity first.
    public List<CachedConversation> conversations() {
        return wait(thread.give(ConversationTable::all));
    }

    /// Returns one conversation.
    public Optional<CachedConversation> conversation(ConversationName name) {
        return wait(thread.give(sql -> ConversationTable.one(sql, name.text())));
    }

    /// Returns entries that follow each other, the last of them just before `before`.
    ///
    /// @param before null: the newest that are kept
    public CachedPage entries(ConversationName conversation, @Nullable Long before, int limit) {
        return wait(thread.give(sql -> {
            List<Entry> run = EntryTable.run(sql, conversation, before, limit);
            var bounds = ConversationTable.bounds(sql, conversation)
                    .orElse(new ConversationTable.Bounds(1, 0));
            long end = before == null ? bounds.head() + 1 : before;
            long begin = run.isEmpty() ? end : run.getFirst().seq();
            boolean moreAfter = before == null
                    && (run.isEmpty() ? bounds.head() > 0 : run.getLast().seq() < bounds.head());
            return new CachedPage(run, begin > bounds.first(), moreAfter);
        }));
    }

    /// Moves the user's mark of reading, whether or not the server can be told now.
    public void markRead(ConversationName conversation, long seq) {
        wait(thread.give(sql -> {
            ConversationTable.read(sql, conversation, seq, false);
            changes.add(conversation);
            return true;
        }));
    }

    /// Finds the marks of reading that the server has not acknowledged.
    public CompletableFuture<List<ChatRequest.MarkRead>> unsentMarks() {
        return thread.give(sql -> ConversationTable.unsentMarks(sql).stream()
                .map(mark -> new ChatRequest.MarkRead(mark.conversation(), mark.seq())).toList());
    }

    /// Drops a conversation with its entries and its draft.
    public void forget(ConversationName conversation) {
        wait(thread.give(sql -> {
            String name = conversation.text();
            sql.update("DELETE FROM entry WHERE conversation = ?", name);
            sql.update("DELETE FROM conversation WHERE name = ?", name);
            sql.update("DELETE FROM draft WHERE conversation = ?", name);
            return true;
        }));
    }

    /// Returns what the user began to write; empty for nothing.
    public String draft(ConversationName conversation) {
        return wait(thread.give(sql -> sql.first("SELECT text FROM draft WHERE conversation = ?",
                row -> row.getString(1), conversation.text()).orElse("")));
    }

    /// Keeps what the user began to write; empty for nothing.
    public void saveDraft(ConversationName conversation, String text) {
        wait(thread.give(sql -> {
            if (text.isEmpty()) {
                sql.update("DELETE FROM draft WHERE conversation = ?", conversation.text());
            } else {
                sql.update("INSERT OR REPLACE INTO draft (conversation, text) VALUES (?, ?)",
                        conversation.text(), text);
            }
            changes.add(conversation);
            return true;
        }));
    }

    /// Waits until everything noted before is written.
    public void flush() {
        wait(thread.give(_ -> true));
    }

    /// Writes what was noted, closes the file and gives it free.
    @Override
    public void close() {
        thread.end(CLOSE_MS);
        if (file != null) {
            file.close();
        }
    }

    private static <T> T wait(CompletableFuture<T> result) {
        try {
            return result.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof StoreException told) {
                throw told;
            }
            throw failed;
        }
    }

    /// Who is told what changed. Called on the store's thread; must not block.
    public interface Observer {

        /// Tells whether there is room to be told.
        boolean hasRoom();

        /// A conversation changed.
        void changed(CachedConversation now);

        /// The list of conversations has to be read from the server again.
        void incomplete();
    }
}
