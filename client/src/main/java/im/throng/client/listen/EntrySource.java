package im.throng.client.listen;

import im.throng.client.request.Outcome;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Where entries that were missed can be read. Called on the event loop; must not block.
public interface EntrySource {

    /// Reads; the outcome comes on the event loop, and early if the connection is lost.
    CompletableFuture<Outcome> read(ChatRequest request);

    /// Tells whether there is a session to read with.
    boolean isReady();

    /// Tells whether a message of this client for the conversation may be stored already, while its
    /// reply is still to come.
    boolean inDoubt(ConversationName conversation);

    /// Tells whether there is room to pass entries on.
    boolean hasRoom();

    /// Runs a task on the event loop after a while.
    void later(Duration delay, Runnable task);
}
