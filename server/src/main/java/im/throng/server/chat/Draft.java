package im.throng.server.chat;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.UserId;
import im.throng.server.delivery.Parcel;
import im.throng.server.session.UserSession;

/// An entry that wants to be appended.
///
/// @param place       the conversation; it begins with its first entry
/// @param key         the sender's own name for it; the same key is stored once
/// @param fingerprint tells a retry from another message under the same key
/// @param rule        decides inside the transaction
/// @param announcer   makes known what became of it
public record Draft(Place place, UserSession sender, String key, Fingerprint fingerprint,
                    EntryBody.Text body, AppendRule rule, Announcer announcer) {

    /// Returns the conversation as the sender names it.
    public ConversationName name() {
        return place.nameFor(from());
    }

    /// Returns who wants it appended.
    public UserId from() {
        return sender.userId();
    }

    /// Makes an outcome known. Called on the committer's thread, after it is durable, within a
    /// conversation in the order of `seq`; it must not block.
    public interface Announcer {

        /// Returns what is told, and to whom.
        Parcel parcel(Draft draft, AppendOutcome outcome);
    }
}
