package im.throng.bench.check;

import java.util.List;

/// What a user could read of a conversation in the end, from the beginning to the head.
///
/// @param allowed whether the user may read it at all
public record Reading(long user, String conversation, boolean allowed, List<LogEntry> entries) {

    /// Keeps its own copy of the list.
    public Reading {
        entries = List.copyOf(entries);
    }
}
