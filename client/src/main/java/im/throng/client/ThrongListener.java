package im.throng.client;

import im.throng.client.store.CachedConversation;
import im.throng.client.store.OutboxMessage;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.PresenceReply;
import im.throng.protocol.message.Push;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a client is told. Every method does nothing unless it is overridden.
///
/// Threading: all methods are called on one thread of the client's own, one after another, in the
/// order in which things happened. A method may block and may call the client; while it does,
/// nothing else is told. A listener that is slow makes nobody else slow and loses no entry: what
/// does not fit into its queue is read from the history later. An exception is logged, and the next
/// call goes on.
public interface ThrongListener {

    /// A session began, or goes on after the connection was lost.
    ///
    /// @param session its `token` is to be kept in place of an older one, unless it is null
    default void connected(AccountReply.LoggedIn session) {}

    /// The connection is lost, or another try to connect failed.
    ///
    /// @param retryIn when the client tries again by itself
    default void disconnected(String reason, Duration retryIn) {}

    /// The session cannot go on: somebody has to log in or resume again.
    default void loginNeeded(String reason) {}

    /// The server says why it ends the connection, just before it does.
    default void goodbye(Push.Goodbye goodbye) {}

    /// Somebody said something. Each entry of each conversation comes once, in the order of `seq`,
    /// without a gap; what was said before the first login of this client, and what this client
    /// sent itself, does not come. A client with a local store goes on where it was told last, also
    /// when it was another run of the program, and after long absences as [#skipped] says.
    default void message(Entry entry) {}

    /// Some entries are not told because they are too many; those between the two can be read from
    /// the history. Only a client with a local store skips any.
    ///
    /// @param after  the `seq` told last; 0 for none
    /// @param before the `seq` that comes next
    default void skipped(ConversationName conversation, long after, long before) {}

    /// A conversation of the local store changed: its entries, what is unread, a mark or its draft.
    /// Changes that follow each other quickly may be told as one.
    default void conversationChanged(CachedConversation now) {}

    /// A message of the outbox is further on. That it is stored is told in the order of `seq`,
    /// behind each [#message] before it in its conversation; the outbox is without it earlier.
    default void outgoing(OutboxMessage message) {}

    /// Somebody has read a conversation up to an entry.
    default void read(Push.ReadMoved moved) {}

    /// Somebody is writing; it lapses after a few seconds.
    default void typing(Push.Typing typing) {}

    /// Something happened about a group that its log does not show: this user came in or is out,
    /// it ended, or somebody asked to join.
    default void group(Push.GroupChanged changed) {}

    /// Somebody came, left or changed.
    default void presence(Push.PresenceChanged changed) {}

    /// The users that this client watches, as they are now that it watches them again after the
    /// connection was lost.
    default void watched(List<PresenceReply.WatchedUser> users) {}

    /// Some conversations moved without a push. Their entries follow by [#message]; presence and
    /// the marks of reading may be stale.
    default void hint(Map<ConversationName, Long> heads) {}

    /// More was missed than could be named. Entries follow by [#message]; presence, the marks of
    /// reading and the list of conversations may be stale.
    default void everythingMoved() {}
}
