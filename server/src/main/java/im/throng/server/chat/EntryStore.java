package im.throng.server.chat;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.HistoryRange;
import im.throng.protocol.message.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Where entries are kept: the log of each conversation.
///
/// Threading: any thread that may block; [#append] does not block.
public interface EntryStore {

    /// Queues a draft; the outcome goes to its announcer. Drafts of one thread for one
    /// conversation keep their order.
    ///
    /// In one transaction: a key that exists is a duplicate, or 409 with another fingerprint; then
    /// the draft's rule; then the conversation, which begins if it has not; the next sequence
    /// number and the row; and the sender has read it.
    ///
    /// @throws RejectedException 503 if too much waits already
    void append(Draft draft);

    /// Returns the newest durable `seq`; 0 if there is none.
    long head(Place place);

    /// Returns the same if it is in memory. Never waits.
    OptionalLong headAtHand(Place place);

    /// Tells whether a conversation has begun.
    boolean hasBegun(Place place);

    /// Returns direct messages that others sent to a user and that the user has not read, the
    /// newest ones, by the time they were stored.
    List<Waiting> waiting(UserId user, int limit);

    /// Returns a page, cut by number and by bytes, with at least one entry if there is one. A
    /// member of a group reads from the entry of the latest joining on; membership and page are as
    /// of one moment.
    ///
    /// @return empty if the viewer is no member of that group
    Optional<Page> page(Place place, UserId viewer, HistoryRange range, int limit);

    /// A direct message that waits for its reader.
    record Waiting(Place place, StoredEntry entry) {}

    /// A page of entries.
    ///
    /// @param entries rising by `seq`
    /// @param more    whether there is more in the direction of reading
    record Page(List<StoredEntry> entries, boolean more) {}
}
