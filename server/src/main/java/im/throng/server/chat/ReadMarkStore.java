package im.throng.server.chat;

import im.throng.protocol.message.UserId;
import java.util.Collection;

/// Where it is kept how far everybody has read.
///
/// Threading: any thread that may block. What a method has returned from is durable.
public interface ReadMarkStore {

    /// Moves a mark forward, at most to the head; returns whether it moved.
    boolean advance(UserId user, ConversationId conversation, long seq);

    /// Begins a mark at the head; does nothing if there is one.
    void begin(UserId user, ConversationId conversation);

    /// Begins the marks of many users at the head; leaves alone those that there are.
    void beginAll(Collection<UserId> users, ConversationId conversation);

    /// Erases all of a user's marks.
    void erase(UserId user);

    /// Returns how far the user has read, and what is after that.
    Position position(UserId user, ConversationId conversation);

    /// A user's place in a conversation.
    ///
    /// @param unread    messages after `read`, at most 999
    /// @param mentioned whether one of them mentions the user
    record Position(long read, int unread, boolean mentioned) {}
}
