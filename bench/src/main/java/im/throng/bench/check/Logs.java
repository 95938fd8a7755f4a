package im.throng.bench.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The logs that all members' final readings agree on; where they do not, that is found.
///
/// Threading: used by one thread.
final class Logs {

    private final Map<String, Log> logs = new TreeMap<>();
    private final Findings findings;

    Logs(History history, Findings findings) {
        this.findings = findings;
        Map<String, List<Reading>> readings = new TreeMap<>();
        history.readings().forEach(reading -> readings.computeIfAbsent(
                reading.conversation(), _ -> new ArrayList<>()).add(reading));
        readings.forEach((name, its) -> {
            Log log = log(name, its, history);
            logs.put(name, log);
            its.forEach(reading -> compare(log, reading));
        });
    }

    /// Returns a conversation's log, empty if nobody has read it.
    Log of(String conversation) {
        return logs.computeIfAbsent(conversation,
                name -> new Log(name, List.of(), new Membership(List.of())));
    }

    Iterable<Log> all() {
        return logs.values();
    }

    /// Takes the reading that reaches farthest; where it has holes, nothing after them counts.
    private Log log(String name, List<Reading> readings, History history) {
        List<LogEntry> longest = List.of();
        for (Reading reading : readings) {
            boolean whole = !reading.entries().isEmpty() && reading.entries().getFirst().seq() == 1;
            if (whole && reading.entries().size() > longest.size()) {
                longest = reading.entries();
            }
        }
        List<LogEntry> dense = longest;
        for (int i = 0; i < longest.size(); i++) {
            LogEntry entry = longest.get(i);
            long expected = i + 1L;
            boolean follows = entry.seq() == expected;
            findings.check(Rule.ORDER, follows, expected,
                    () -> name + ": " + entry + " stands where " + expected + " is due");
            if (!follows) {
                dense = longest.subList(0, i);
                break;
            }
        }
        var fixed = history.members().get(name);
        return new Log(name, dense,
                fixed == null ? new Membership(dense) : new Membership(fixed));
    }

    private void compare(Log log, Reading reading) {
        String who = log.conversation() + " as read by " + reading.user();
        long from = log.members().readableFrom(reading.user());
        if (from == 0) {
            findings.check(Rule.COMPLETENESS, !reading.allowed() || reading.entries().isEmpty(),
                    0, () -> who + ": an outsider can read it");
            return;
        }
        findings.check(Rule.COMPLETENESS, reading.allowed(), 0, () -> who + ": refused");
        long due = from;
        for (LogEntry entry : reading.entries()) {
            long expected = due;
            findings.check(Rule.COMPLETENESS, entry.seq() >= from && entry.seq() <= expected,
                    expected, () -> who + ": " + entry + " follows where " + expected
                            + " is due, from " + from + " on");
            boolean isInOrder = entry.seq() < from || entry.seq() >= expected;
            findings.check(Rule.ORDER, isInOrder && log.has(entry), entry.seq(), () -> who
                    + ": " + entry + ", but the log has " + log.at(entry.seq()));
            due = Math.max(due, entry.seq() + 1);
        }
        long end = due;
        findings.check(Rule.COMPLETENESS, end > log.head(), end, () -> who + ": ends before "
                + end + " of " + log.head());
    }
}
