package im.throng.protocol.message;

/// One change in a conversation.
///
/// @param conversation as the receiver names it
/// @param seq          its place: 1, 2, 3, … without a gap
/// @param fromName     the sender's name as of now; entries keep no names
/// @param at           when it was stored, milliseconds since the epoch
public record Entry(ConversationName conversation, long seq, UserId from, String fromName, long at,
                    EntryBody body) {
}
