package im.throng.server.chat;

import im.throng.protocol.message.GroupId;

/// How fast everybody together may write to one conversation.
///
/// Threading: any thread.
public interface ConversationRates {

    /// Takes a message to everybody (P-28). Returns 0, or the milliseconds until there may be one.
    long admitToAll();

    /// Takes a message to a group. Returns 0, or the milliseconds until there may be one.
    long admitTo(GroupId group);
}
