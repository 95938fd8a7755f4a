package im.throng.bench.check;

/// A message that somebody means to send, whatever number of tries it takes. Its text is used for
/// no other message.
///
/// @param number       counts all messages of a history, from 0
/// @param conversation the same name for all its members
/// @param retried      whether it is sent again until it is answered; others may stay unknown
public record Message(int number, long sender, String conversation, String key, String text,
                      boolean retried) {

    @Override
    public String toString() {
        return "key " + key + " of " + sender + " in " + conversation;
    }
}
