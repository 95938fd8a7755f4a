package im.throng.bench.check;

import java.util.List;

/// Something that one connection did or was told. Times are of one monotonic clock, in
/// nanoseconds: of what is done, before it is done; of what is told, after it was told.
public sealed interface Event {

    /// Returns when it was.
    long at();

    /// A message is sent, for the first time or again.
    record Sending(long at, Message message) implements Event {}

    /// A message was acknowledged.
    ///
    /// @param conversation which one the acknowledgement names
    /// @param duplicate    whether an earlier try had stored it
    record Acked(long at, Message message, String conversation, long seq, boolean duplicate)
            implements Event {}

    /// A message was refused for good.
    record Refused(long at, Message message, String why) implements Event {}

    /// An entry was pushed.
    record Heard(long at, String conversation, LogEntry entry) implements Event {}

    /// The connection was told that it missed something.
    record Hinted(long at) implements Event {}

    /// The user's read mark is to move.
    record MarkAsked(long at, String conversation, long seq) implements Event {}

    /// A read mark was acknowledged.
    record Marked(long at, String conversation, long seq) implements Event {}

    /// A page of history was read.
    ///
    /// @param askedAt when it was asked for
    /// @param after   the `seq` it was to begin behind
    record PageRead(long askedAt, long at, String conversation, long after, long head,
                    List<LogEntry> entries) implements Event {
        /// Keeps its own copy of the list.
        public PageRead {
            entries = List.copyOf(entries);
        }
    }

    /// A row of the user's list of conversations was read.
    record Listed(long askedAt, long at, String conversation, long head, long read, int unread)
            implements Event {}
}
