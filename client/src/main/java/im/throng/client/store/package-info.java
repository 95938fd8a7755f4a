/// What a client keeps on its own disk: the outbox, and a cache of conversations.
///
/// One SQLite file belongs to one account on one server, and to one running program, which holds
/// the lock beside it. The outbox is the truth about what is still to be sent; everything else is
/// a cache that trails what the listener was told, and can be read from the server again.
///
/// ```
///   state         name → value          the owner, the epoch, how far the list was read
///   outbox        id, place, request    what the server has not acknowledged; code if it refused
///   conversation  name, have, head, …   `have`: up to where the listener was told
///   entry         conversation, seq     the newest of each conversation; numbers are dense, so
///                                       a missing number is a hole, and needs no row of its own
///   draft         conversation, text
/// ```
///
/// May use: `protocol` with its codec (rows hold frames as on the wire), SQLite, slf4j. Must not
/// know: connections, listeners.
@NullMarked
package im.throng.client.store;

import org.jspecify.annotations.NullMarked;
