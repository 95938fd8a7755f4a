package im.throng.client;

import im.throng.client.store.LocalStore;
import im.throng.client.store.OutboxMessage;
import im.throng.client.store.StoreException;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Mentions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/// Messages that are sent sooner or later: each is on the disk before it is sent, and stays there
/// until the server has stored it or refused it for good, over lost connections and the end of the
/// program. [ThrongListener#outgoing] tells how far each is.
///
/// Threading: any thread may call any method, the listening thread too. No method waits for the
/// server; each waits for the disk, and throws a [StoreException] if that fails.
public final class Outbox {

    private final LocalStore store;
    private final Postman postman;
    private final Executor loop;
    private final Supplier<String> keys;

    Outbox(LocalStore store, Postman postman, Executor loop, Supplier<String> keys) {
        this.store = store;
        this.postman = postman;
        this.loop = loop;
        this.keys = keys;
    }

    /// Says something, now or as soon as it is possible. Messages of one conversation are stored
    /// in the order in which they were posted.
    ///
    /// @return the message as it waits; its `id` is its handle
    /// @throws StoreException also if there are too many messages in the outbox
    public OutboxMessage post(ConversationName to, String text) {
        return post(to, new EntryBody.Text(text, null, Mentions.NONE));
    }

    /// Says something, with what it answers and whom it mentions.
    public OutboxMessage post(ConversationName to, EntryBody.Text body) {
        ChatRequest.SendMessage request = new ChatRequest.SendMessage(to, keys.get(), body);
        return inOrder(() -> Optional.of(store.post(request))).orElseThrow();
    }

    /// Returns what the server has not stored, in the order of sending; what it refused is failed.
    public List<OutboxMessage> messages() {
        return store.outbox();
    }

    /// Sends a message again that was refused for good, behind what waits, and with its key unless
    /// that was the trouble.
    ///
    /// @return the message as it waits; empty if there is none of this id, or it has not failed
    public Optional<OutboxMessage> retry(long id) {
        return inOrder(() -> store.retry(id, keys.get()));
    }

    /// Drops a message that failed, or that waits to be sent.
    ///
    /// @return false if it is on its way, so that it cannot be taken back
    public synchronized boolean discard(long id) {
        CompletableFuture<Boolean> withdrawn = new CompletableFuture<>();
        try {
            loop.execute(() -> withdrawn.complete(postman.withdraw(id)));
        } catch (RejectedExecutionException closed) {
            throw new StoreException(StoreException.Kind.UNUSABLE, "the client is closed");
        }
        if (withdrawn.join()) {
            store.discard(id);
            return true;
        }
        return false;
    }

    /// Stores and hands over under one lock, so that the two are in the same order. The event loop,
    /// for which [#discard] waits under it, never takes it.
    private synchronized Optional<OutboxMessage> inOrder(Supplier<Optional<OutboxMessage>> change) {
        Optional<OutboxMessage> changed = change.get();
        changed.ifPresent(message -> {
            try {
                loop.execute(() -> postman.post(message));
            } catch (RejectedExecutionException closed) {
                // It is on the disk; the next run of the program sends it.
            }
        });
        return changed;
    }
}
