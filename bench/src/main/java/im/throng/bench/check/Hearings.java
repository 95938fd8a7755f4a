package im.throng.bench.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What each connection was told, in its order, compared with the logs.
///
/// Threading: used by one thread.
final class Hearings {

    private final Logs logs;
    private final Times times;
    private final Findings findings;

    Hearings(History history, Logs logs, Times times, Findings findings) {
        this.logs = logs;
        this.times = times;
        this.findings = findings;
        history.journals().forEach(journal -> new Walk(journal).run());
    }

    /// One connection, from its beginning to its end.
    private final class Walk {

        private final Journal journal;
        private final Map<String, Stand> stands = new HashMap<>();
        /// The places of a request's tries in the order of sending.
        private final Map<Object, Deque<Long>> tries = new HashMap<>();
        private final Set<Place> told = new HashSet<>();
        private long count;

        Walk(Journal journal) {
            this.journal = journal;
        }

        void run() {
            for (Event event : journal.events()) {
                count++;
                switch (event) {
                    case Event.Sending(long _, Message message) -> tried(message);
                    case Event.Acked acked -> acked(acked);
                    case Event.Heard(long _, String conversation, LogEntry entry) ->
                            heard(conversation, entry);
                    case Event.Hinted(long _, Map<String, Long> heads) -> hinted(heads);
                    case Event.ChangeAsked(long _, Change change) -> tried(change);
                    case Event.Refused(long _, Message message, String _) ->
                            // What is stored then is another try.
                            tries.getOrDefault(message, new ArrayDeque<>()).poll();
                    case Event.ChangeMade made -> {
                        if (made.seq() > 0) {
                            answered(made.change(), made.change().conversation(), made.seq());
                        }
                    }
                    case Event.PageRead page -> page(page);
                    case Event.Listed row -> upToDate(row.conversation(), row.askedAt(),
                            row.head());
                    case Event.MarkAsked _, Event.Marked _, Event.Denied _,
                         Event.ChangeRefused _ -> {
                        // They stand in no log.
                    }
                }
            }
        }

        private void tried(Object request) {
            tries.computeIfAbsent(request, _ -> new ArrayDeque<>()).add(count);
        }

        private void hinted(Map<String, Long> heads) {
            if (heads.isEmpty()) {
                stands.values().forEach(stand -> stand.hinted(Long.MAX_VALUE));
            }
            heads.forEach((conversation, head) -> stand(conversation).hinted(head));
        }

        private void acked(Event.Acked acked) {
            // What an earlier try put there says nothing about the order here.
            if (!acked.duplicate()) {
                answered(acked.message(), acked.conversation(), acked.seq());
            }
        }

        private void answered(Object request, String conversation, long seq) {
            findings.check(Rule.DUPLICATE, told.add(new Place(conversation, seq)), seq,
                    () -> journal + ": the sender was told twice of " + request + " at " + seq);
            Stand stand = stand(conversation);
            Long first = tries.getOrDefault(request, new ArrayDeque<>()).peek();
            long order = first == null ? 0 : first;
            long before = stand.own;
            findings.check(Rule.SENDER_ORDER, order > before, seq, () -> journal + ": " + request
                    + " was sent before, and stored after, another one, at " + seq);
            stand.own = Math.max(before, order);
            advance(stand, conversation, seq, false);
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
            advance(stand(conversation), conversation, entry.seq(), true);
        }

        /// An answer to one's own request may leave something out that a hint after it tells of:
        /// from a login on until one's groups are loaded, or while the connection is behind. A
        /// push comes after such a hint.
        private void advance(Stand stand, String conversation, long seq, boolean isPush) {
            long last = stand.last;
            findings.check(Rule.ORDER, seq > last, seq, () -> journal + " was told of " + seq
                    + " in " + conversation + " after " + last);
            Membership members = logs.of(conversation).members();
            boolean isLeadIn = !stand.isHeard && members.begins(journal.user(), seq);
            boolean follows = last == 0 || isLeadIn || stand.leadsTo(seq, journal.user(), members);
            if (follows && (isLeadIn || members.interrupts(journal.user(), last, seq))) {
                stand.gap = 0;
            } else if (!follows && !isPush && stand.gap == 0) {
                stand.gap = seq;
            }
            long gap = stand.gap;
            findings.check(Rule.ORDER, !isPush || (follows && gap == 0), seq, () -> journal
                    + " was told of " + (gap == 0 ? seq : gap) + " in " + conversation
                    + " without a hint to what comes before" + (gap == 0 ? ", after " + last : ""));
            stand.gap = isPush ? 0 : gap;
            stand.isHeard |= isPush;
            stand.last = Math.max(last, seq);
            stand.hinted = 0;
        }

        private void page(Event.PageRead page) {
            Log log = logs.of(page.conversation());
            upToDate(page.conversation(), page.askedAt(), page.head());
            if (page.entries().isEmpty()) {
                return;
            }
            long first = page.entries().getFirst().seq();
            findings.check(Rule.COMPLETENESS, log.members().reads(journal.user(), page.after(),
                    first, page.entries().getLast().seq()), first, () -> journal + " read "
                            + page.conversation() + " from " + first + " to "
                            + page.entries().getLast().seq() + ", asked for what is behind "
                            + page.after());
            long due = first;
            for (LogEntry entry : page.entries()) {
                long expected = due;
                findings.check(Rule.PHANTOM, log.has(entry), entry.seq(), () -> journal
                        + " read " + entry + " in " + page.conversation() + ", there is "
                        + log.at(entry.seq()));
                findings.check(Rule.COMPLETENESS, entry.seq() == expected, entry.seq(),
                        () -> journal + " read " + entry + " where " + expected + " is due");
                due = entry.seq() + 1;
            }
        }

        private void upToDate(String conversation, long askedAt, long head) {
            long due = times.least(conversation, askedAt);
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
        /// Up to where a hint told that something was missed; 0 without one.
        private long hinted;
        /// The answer that has left something out; 0 without one.
        private long gap;
        private boolean isHeard;

        void hinted(long head) {
            hinted = Math.max(hinted, head);
            gap = head >= gap - 1 ? 0 : gap;
        }

        boolean leadsTo(long seq, long user, Membership members) {
            return seq <= last + 1 || seq - 1 <= hinted
                    || seq == members.next(user, Math.max(last, hinted));
        }
    }

    private record Place(String conversation, long seq) {}
}
