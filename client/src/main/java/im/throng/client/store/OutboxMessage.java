package im.throng.client.store;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.EntryBody;

/// A message on its way, from its writing to its being stored by the server.
///
/// @param id        its handle in this store; it stays, also when it is tried anew
/// @param request   what is sent, with its key
/// @param createdAt when it was written, milliseconds since the epoch
/// @param state     how far it is
public record OutboxMessage(long id, ChatRequest.SendMessage request, long createdAt,
                            State state) {

    /// Returns where it goes.
    public ConversationName conversation() {
        return request.to();
    }

    /// Returns the key under which the server stores it once.
    public String key() {
        return request.key();
    }

    /// Returns what it says.
    public EntryBody body() {
        return request.body();
    }

    /// Returns the same message, further on.
    public OutboxMessage in(State now) {
        return new OutboxMessage(id, request, createdAt, now);
    }

    /// How far a message is.
    public sealed interface State {

        /// It waits for its turn, for the connection, or for the server to have time.
        record Queued() implements State {}

        /// It is on its way to the server.
        record Sending() implements State {}

        /// The server stored it; it is no longer in the outbox.
        ///
        /// @param at when, milliseconds since the epoch
        record Stored(long seq, long at) implements State {}

        /// The server refused it for good. It stays until it is retried or discarded.
        ///
        /// @param words words a person can read
        record Failed(ErrorCode code, String words) implements State {}
    }
}
