package im.throng.bench.check;

import java.util.HashMap;
import java.util.Map;

/// When what stands in the logs was sent and known, and how far a log had come by then.
///
/// Threading: used by one thread.
final class Times {

    private final Map<String, Frontier> known = new HashMap<>();
    /// Time and place turned round: what is sent late bounds where the log ended before.
    private final Map<String, Frontier> later = new HashMap<>();
    private final Map<String, Map<Long, Span>> spans = new HashMap<>();

    Times(History history) {
        history.journals().forEach(journal -> journal.events().forEach(this::learn));
    }

    private void learn(Event event) {
        switch (event) {
            case Event.Acked acked -> reached(acked.conversation(), acked.at(), acked.seq());
            case Event.Heard(long at, String conversation, LogEntry entry) ->
                    reached(conversation, at, entry.seq());
            case Event.PageRead page -> reached(page.conversation(), page.at(), page.head());
            case Event.Listed row -> reached(row.conversation(), row.at(), row.head());
            case Event.ChangeMade made ->
                    reached(made.change().conversation(), made.at(), made.seq());
            case Event.Sending _, Event.Refused _, Event.Hinted _, Event.MarkAsked _,
                 Event.Marked _, Event.Denied _, Event.ChangeAsked _, Event.ChangeRefused _ -> {
                // They name no place.
            }
        }
    }

    private void reached(String conversation, long at, long seq) {
        known.computeIfAbsent(conversation, _ -> new Frontier()).reached(at, seq);
    }

    /// Notes an entry of a log.
    ///
    /// @param firstSent  not before then; [Long#MIN_VALUE] if nobody knows
    /// @param firstKnown by then; [Fate#NEVER] if nobody was told
    void stands(String conversation, long seq, long firstSent, long firstKnown) {
        spans.computeIfAbsent(conversation, _ -> new HashMap<>())
                .put(seq, new Span(firstSent, firstKnown));
        if (firstSent != Long.MIN_VALUE) {
            later.computeIfAbsent(conversation, _ -> new Frontier())
                    .reached(-firstSent, Long.MAX_VALUE - seq);
        }
    }

    /// Returns where a log ended at some time, at least.
    long least(String conversation, long time) {
        return known.getOrDefault(conversation, new Frontier()).before(time);
    }

    /// Returns where a log ended at some time, at most: before all that was sent later.
    long most(Log log, long time) {
        long turned = later.getOrDefault(log.conversation(), new Frontier()).before(-time);
        return turned == 0 ? log.head() : Math.min(log.head(), Long.MAX_VALUE - turned - 1);
    }

    /// What stands later was sent later than everything before it was known. Walked from the end,
    /// the earliest time that anything behind was known is all there is to compare with.
    void check(Log log, Findings findings) {
        Map<Long, Span> its = spans.getOrDefault(log.conversation(), Map.of());
        long earliest = Fate.NEVER;
        long place = 0;
        for (LogEntry entry : log.entries().reversed()) {
            Span span = its.get(entry.seq());
            if (span == null) {
                continue;
            }
            long behind = place;
            findings.check(Rule.REAL_TIME, earliest >= span.firstSent(), entry.seq(),
                    () -> log.conversation() + ": " + entry + " was sent after " + log.at(behind)
                            + " was known");
            if (span.firstKnown() < earliest) {
                earliest = span.firstKnown();
                place = entry.seq();
            }
        }
    }

    private record Span(long firstSent, long firstKnown) {}
}
