package im.throng.server.chat;

/// What is true inside the transaction of a draft, for the rule that decides.
///
/// @param head the conversation's newest `seq` before the draft; 0 if it has not begun
public record Standing(long head) {
}
