package im.throng.bench.check;

import java.util.Set;

/// An entry of a log as somebody was shown it.
///
/// @param joined who is a member from this entry on
/// @param left   who is no member from this entry on
/// @param change whether it is a change of the conversation, which counts as no message
public record LogEntry(long seq, long from, String text, boolean change, Set<Long> joined,
                       Set<Long> left) {

    /// Keeps its own copies of the sets.
    public LogEntry {
        joined = Set.copyOf(joined);
        left = Set.copyOf(left);
    }

    /// Creates a message.
    public LogEntry(long seq, long from, String text) {
        this(seq, from, text, false, Set.of(), Set.of());
    }

    /// Creates a change of who is a member.
    public static LogEntry change(long seq, long from, Set<Long> joined, Set<Long> left) {
        return new LogEntry(seq, from, "", true, joined, left);
    }

    @Override
    public String toString() {
        return "[" + seq + "] of " + from + (change ? " +" + joined + " -" + left
                : " \"" + text.substring(0, Math.min(text.length(), 24)) + "\"");
    }
}
