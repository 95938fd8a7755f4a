package im.throng.server.account;

import java.util.List;

/// Where commands leave notices for a server that runs at the same time.
///
/// Threading: any thread that may block. What a method has returned from is durable.
public interface NoticeStore {

    /// Forgets notices that nobody can wait for any more, and returns the number of the newest
    /// that there ever was.
    ///
    /// @param before those older are forgotten, milliseconds since the epoch
    long forget(long before);

    /// Leaves notices, in order, after what they tell of is durable.
    void leave(List<Notice> notices, long at);

    /// Returns the notices after this number, in order.
    List<Numbered> after(long number, int limit);

    /// A notice with its number; a later one has a higher number.
    record Numbered(long number, Notice notice) {}
}
