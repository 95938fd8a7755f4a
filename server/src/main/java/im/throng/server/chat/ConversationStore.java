package im.throng.server.chat;

import im.throng.protocol.message.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where it is kept who takes part in which conversation, and how far everybody has read.
///
/// Threading: any thread that may block. What a method has returned from is durable.
public interface ConversationStore {

    /// Begins a user's mark in the conversation of everybody, at its head; does nothing if there
    /// is one.
    void begin(UserId user);

    /// Begins the marks of many users there; leaves alone those that there are.
    void beginAll(Collection<UserId> users);

    /// Erases all of a user's marks, but in groups, which a user leaves.
    void erase(UserId user);

    /// Moves a mark forward; returns whether it moved.
    boolean advance(UserId user, Place place, long seq);

    /// Sets how a user keeps a conversation; null leaves a mark as it is. Does nothing if the user
    /// takes no part in it.
    void mark(UserId user, Place place, @Nullable Boolean muted, @Nullable Boolean pinned);

    /// Returns a user's conversations, the newest activity first, from the first one behind a
    /// cursor.
    ///
    /// @param behind null for the beginning
    List<Row> conversations(UserId user, @Nullable Cursor behind, int limit);

    /// Returns a user's place in a conversation; empty if the user takes no part in it.
    Optional<Row> conversation(UserId user, Place place);

    /// A conversation as one of its members finds it.
    ///
    /// @param groupName how the group is called; null where it is none
    /// @param at        where it stands in the list
    /// @param head      the newest `seq`
    /// @param last      the newest message; null if there is none
    /// @param read      how far the member has read
    /// @param unread    messages after that, at most 999
    /// @param mentioned whether one of them mentions the member
    /// @param peerRead  how far the other one has read; null where there is not one other
    record Row(Place place, @Nullable String groupName, Cursor at, long head,
               @Nullable StoredEntry last, long read, int unread, boolean mentioned,
               boolean muted, boolean pinned, @Nullable Long peerRead) {}

    /// A position in a list of conversations.
    ///
    /// @param activity when something was said there last, milliseconds since the epoch
    /// @param number   tells conversations of the same moment apart
    record Cursor(long activity, long number) {}
}
