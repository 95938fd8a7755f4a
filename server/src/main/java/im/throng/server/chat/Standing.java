package im.throng.server.chat;

import im.throng.server.group.GroupFacts;
import org.jspecify.annotations.Nullable;

/// What is true inside the transaction of a draft, for the rule that decides.
///
/// @param head  the conversation's newest `seq` before the draft; 0 if it has not begun
/// @param group the group; null where the conversation is none
public record Standing(long head, @Nullable GroupFacts group) {
}
