package im.throng.bench.check;

import java.util.List;

/// A conversation as its members found it in the end.
///
/// Threading: immutable once made.
final class Log {

    private final String conversation;
    private final List<LogEntry> entries;
    private final Membership members;
    private final int[] counted;

    /// @param entries from 1 on, without a gap
    Log(String conversation, List<LogEntry> entries, Membership members) {
        this.conversation = conversation;
        this.entries = entries;
        this.members = members;
        this.counted = new int[entries.size() + 1];
        for (int i = 0; i < entries.size(); i++) {
            counted[i + 1] = counted[i] + (entries.get(i).change() ? 0 : 1);
        }
    }

    String conversation() {
        return conversation;
    }

    List<LogEntry> entries() {
        return entries;
    }

    Membership members() {
        return members;
    }

    long head() {
        return entries.size();
    }

    /// Tells whether the log has exactly this entry.
    boolean has(LogEntry entry) {
        return entry.seq() >= 1 && entry.seq() <= head()
                && entries.get((int) entry.seq() - 1).equals(entry);
    }

    /// Returns what stands at a place, in words.
    String at(long seq) {
        return seq >= 1 && seq <= head() ? entries.get((int) seq - 1).toString()
                : "nothing, the log ends at " + head();
    }

    /// Returns how many messages stand behind one place up to another.
    long messages(long after, long upTo) {
        return counted[(int) Math.clamp(upTo, 0, head())]
                - (long) counted[(int) Math.clamp(after, 0, head())];
    }
}
