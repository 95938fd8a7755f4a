package im.throng.bench.check;

import java.util.HashMap;
import java.util.Map;

/// Whether members alone wrote, changed and read, and nobody else was let or turned away.
///
/// Threading: used by one thread.
final class Rights {

    private final Logs logs;
    private final Times times;
    private final Findings findings;

    Rights(History history, Logs logs, Times times, Findings findings) {
        this.logs = logs;
        this.times = times;
        this.findings = findings;
        logs.all().forEach(this::writers);
        history.journals().forEach(this::judge);
    }

    private void writers(Log log) {
        Membership members = log.members();
        for (LogEntry entry : log.entries()) {
            long seq = entry.seq();
            boolean isIn = members.covers(entry.from(), entry.left().contains(entry.from())
                    ? seq - 1 : seq);
            findings.check(Rule.MEMBERSHIP, isIn, seq,
                    () -> log.conversation() + ": " + entry + " is of no member");
            for (long user : entry.joined()) {
                findings.check(Rule.MEMBERSHIP, !members.covers(user, seq - 1), seq,
                        () -> log.conversation() + ": " + entry + " lets in who is a member");
            }
            for (long user : entry.left()) {
                findings.check(Rule.MEMBERSHIP, members.covers(user, seq - 1), seq,
                        () -> log.conversation() + ": " + entry + " puts out who is no member");
                boolean may = user == entry.from()
                        || entry.from() == log.entries().getFirst().from();
                findings.check(Rule.MEMBERSHIP, may, seq, () -> log.conversation() + ": " + entry
                        + " is not of the owner");
            }
        }
    }

    private void judge(Journal journal) {
        Map<Change, Long> asked = new HashMap<>();
        for (Event event : journal.events()) {
            switch (event) {
                case Event.ChangeAsked(long at, Change change) -> asked.put(change, at);
                case Event.ChangeRefused(long at, Change change) -> outside(journal,
                        change.conversation(), asked.getOrDefault(change, at), at);
                case Event.Denied(long askedAt, long at, String conversation) ->
                        outside(journal, conversation, askedAt, at);
                case Event.PageRead page ->
                        inside(journal, page.conversation(), page.askedAt(), page.at());
                case Event.Listed row -> {
                    inside(journal, row.conversation(), row.askedAt(), row.at());
                    Log log = logs.of(row.conversation());
                    findings.check(Rule.MEMBERSHIP, row.head() == 0
                                    || log.members().covers(journal.user(), row.head()),
                            row.head(), () -> journal + " was shown that " + log.conversation()
                                    + " ends at " + row.head() + " and was no member");
                }
                case Event.Sending _, Event.Acked _, Event.Refused _, Event.Heard _,
                     Event.Hinted _, Event.MarkAsked _, Event.Marked _, Event.ChangeMade _ -> {
                    // They are looked at elsewhere.
                }
            }
        }
    }

    private void outside(Journal journal, String conversation, long askedAt, long at) {
        Log log = logs.of(conversation);
        long first = times.least(conversation, askedAt);
        long last = times.most(log, at);
        findings.check(Rule.MEMBERSHIP, log.members().spares(journal.user(), first, last), first,
                () -> journal + " was turned away from " + conversation
                        + " and was a member all the time from " + first + " to " + last);
    }

    private void inside(Journal journal, String conversation, long askedAt, long at) {
        Log log = logs.of(conversation);
        long first = times.least(conversation, askedAt);
        long last = times.most(log, at);
        boolean isEmpty = log.head() == 0;
        findings.check(Rule.MEMBERSHIP, isEmpty
                        || log.members().meets(journal.user(), first, Math.max(first, last)),
                first, () -> journal + " read " + conversation
                        + " and was no member from " + first + " to " + last);
    }
}
