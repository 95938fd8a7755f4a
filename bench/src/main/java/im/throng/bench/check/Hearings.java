package im.throng.bench.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What each connection was told, in its order, compared with the logs.
///
/// Threading: used by one thread.
final class Hearings {

    private final Logs logs;
    private final Findings findings;
    private final Map<String, Frontier> known = new HashMap<>();

    Hearings(History history, Logs logs, Findings findings) {
        this.logs = logs;
        this.findings = findings;
        history.journals().forEach(journal -> journal.events().forEach(this::learn));
        history.journals().forEach(journal -> new Walk(journal).run());
    }

    private void learn(Event event) {
        switch (event) {
            case Event.Acked acked -> reached(acked.conversation(), acked.at(), acked.seq());
            case Event.Heard(long at, String conversation, LogEntry entry) ->
                    reached(conversation, at, entry.seq());
            case Event.PageRead page -> reached(page.conversation(), page.at(), page.head());
            case Event.Listed row -> reached(row.conversation(), row.at(), row.head());
            case Event.Sending _, Event.Refused _, Event.Hinted _, Event.MarkAsked _,
                 Event.Marked _ -> {
                // They name no place.
            }
        }
    }

    private void reached(String conversation, long at, long seq) {
        known.computeIfAbsent(conversation, _ -> new Frontier()).reached(at, seq);
    }

    /// One connection, from its beginning to its end.
    private final class Walk {

        private final Journal journal;
        private final Map<String, Stand> stands = new HashMap<>();
        private final Map<Message, Long> tries = new HashMap<>();
        private final Set<Place> told = new HashSet<>();
        private long count;

        Walk(Journal journal) {
            this.journal = journal;
        }

        void run() {
            for (Event event : journal.events()) {
                count++;
                switch (event) {
                    case Event.Sending(long _, Message message) ->
                            tries.putIfAbsent(message, count);
                    case Event.Acked acked -> acked(acked);
                    case Event.Heard(long _, String conversation, LogEntry entry) ->
                            heard(conversation, entry);
                    case Event.Hinted _ -> stands.values().forEach(Stand::hinted);
                    case Event.PageRead page -> page(page);
                    case Event.Listed row -> upToDate(row.conversation(), row.askedAt(),
                            row.head());
                    case Event.Refused _, Event.MarkAsked _, Event.Marked _ -> {
                        // They stand in no log.
                    }
                }
            }
        }

        private void acked(Event.Acked acked) {
            if (acked.duplicate()) {
                // An earlier try put it there: it says nothing about the order here.
                return;
            }
            Message message = acked.message();
            findings.check(Rule.DUPLICATE, told.add(new Place(acked.conversation(), acked.seq())),
                    acked.seq(), () -> journal + ": the sender was told twice of " + message
                            + " at " + acked.seq());
            Stand stand = stand(acked.conversation());
            long order = tries.getOrDefault(message, 0L);
            long before = stand.own;
            findings.check(Rule.SENDER_ORDER, order > before, acked.seq(), () -> journal + ": "
                    + message + " was sent before, and stored after, another message, at "
                    + acked.seq());
            stand.own = Math.max(before, order);
            advance(stand, acked.conversation(), acked.seq());
        }

        private void heard(String conversation, LogEntry entry) {
            Log log = logs.of(conversation);
            findings.check(Rule.PHANTOM, log.has(entry), entry.seq(), () -> journal + " heard "
                    + entry + " in " + conversation + ", there is " + log.at(entry.seq()));
            findings.check(Rule.DUPLICATE, told.add(new Place(conversation, entry.seq())),
                    entry.seq(), () -> journal + " was told twice of " + entry + " in "
                            + conversation);
            findings.check(Rule.COMPLETENESS, log.members().covers(journal.user(), entry.seq()),
                    entry.seq(), () -> journal + " heard " + entry + " in " + conversation
                            + " and was no member");
            advance(stand(conversation), conversation, entry.seq());
        }

        private void advance(Stand stand, String conversation, long seq) {
            long last = stand.last;
            boolean wasHinted = stand.hinted;
            findings.check(Rule.ORDER, seq > last, seq, () -> journal + " was told of " + seq
                    + " in " + conversation + " after " + last);
            findings.check(Rule.ORDER, last == 0 || seq <= last + 1 || wasHinted
                    || logs.of(conversation).members().interrupts(journal.user(), last, seq),
                    seq, () -> journal + " was told of " + seq + " in " + conversation
                            + " right after " + last + ", without a hint");
            stand.last = Math.max(last, seq);
            stand.hinted = false;
        }

        private void page(Event.PageRead page) {
            Log log = logs.of(page.conversation());
            upToDate(page.conversation(), page.askedAt(), page.head());
            long before = page.after();
            for (LogEntry entry : page.entries()) {
                long last = before;
                findings.check(Rule.PHANTOM, log.has(entry), entry.seq(), () -> journal
                        + " read " + entry + " in " + page.conversation() + ", there is "
                        + log.at(entry.seq()));
                findings.check(Rule.COMPLETENESS, entry.seq() == last + 1
                        || (last == page.after() && log.members()
                                .interrupts(journal.user(), last, entry.seq())), entry.seq(),
                        () -> journal + " read " + entry + " right after " + last);
                before = entry.seq();
            }
        }

        private void upToDate(String conversation, long askedAt, long head) {
            long due = known.getOrDefault(conversation, new Frontier()).before(askedAt);
            findings.check(Rule.REAL_TIME, head >= due, due, () -> journal + " was told that "
                    + conversation + " ends at " + head + ", when " + due + " was known");
        }

        private Stand stand(String conversation) {
            return stands.computeIfAbsent(conversation, _ -> new Stand());
        }
    }

    private static final class Stand {
        private long last;
        private long own;
        private boolean hinted;

        void hinted() {
            hinted = true;
        }
    }

    private record Place(String conversation, long seq) {}
}
