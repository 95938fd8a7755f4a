package im.throng.client.store;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import org.jspecify.annotations.Nullable;

/// A conversation as the local store knows it.
///
/// @param head      the newest `seq` known
/// @param read      up to where the user has read
/// @param unread    how many messages are not read, at most 999
/// @param mentioned whether one of these mentions the user
/// @param last      the newest message; null where there is none, or none is kept
/// @param peerRead  how far the other one has read; null where there is not one other
/// @param draft     what the user has begun to write; empty for nothing
public record CachedConversation(ConversationName conversation, String title, long head, long read,
                                 int unread, boolean mentioned, boolean muted, boolean pinned,
                                 @Nullable Long peerRead, @Nullable Entry last, String draft) {
}
