package im.throng.bench.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What became of the messages, compared with the logs.
///
/// Threading: used by one thread.
final class Fates {

    private final List<Fate> fates = new ArrayList<>();
    private final Map<String, Fate> byText = new HashMap<>();
    private final Logs logs;
    private final Findings findings;

    Fates(History history, Logs logs, Findings findings) {
        this.logs = logs;
        this.findings = findings;
        for (Message message : history.messages()) {
            var fate = new Fate(message);
            fates.add(fate);
            byText.put(message.text(), fate);
        }
        history.journals().forEach(journal -> journal.events().forEach(
                event -> take(journal, event)));
        logs.all().forEach(this::place);
        fates.forEach(this::judge);
        logs.all().forEach(this::checkRealTime);
    }

    long acked() {
        return fates.stream().filter(Fate::isAcked).count();
    }

    long sent() {
        return fates.stream().filter(Fate::isSent).count();
    }

    /// Returns how many were never answered.
    long unknown() {
        return fates.stream().filter(fate -> fate.isSent() && !fate.isAnswered()).count();
    }

    private void take(Journal journal, Event event) {
        switch (event) {
            case Event.Sending(long at, Message message) -> of(message).sent(at);
            case Event.Acked acked -> acked(journal, acked);
            case Event.Refused(long _, Message message, String _) -> of(message).refused();
            case Event.Heard(long at, String _, LogEntry entry) -> {
                Fate fate = byText.get(entry.text());
                if (fate != null && !entry.change()) {
                    fate.known(at);
                }
            }
            case Event.Hinted _, Event.MarkAsked _, Event.Marked _, Event.PageRead _,
                 Event.Listed _ -> {
                // They are looked at elsewhere.
            }
        }
    }

    private void acked(Journal journal, Event.Acked acked) {
        Message message = acked.message();
        Fate fate = of(message);
        long before = fate.seq();
        findings.check(Rule.DUPLICATE, before == 0 || before == acked.seq(), acked.seq(),
                () -> message + " was acknowledged at " + before + " and at " + acked.seq());
        findings.check(Rule.LOSS, message.conversation().equals(acked.conversation()),
                acked.seq(), () -> message + " was acknowledged in " + acked.conversation());
        fate.acked(acked.at(), acked.seq());
        Log log = logs.of(message.conversation());
        var entry = new LogEntry(acked.seq(), message.sender(), message.text());
        findings.check(Rule.LOSS, log.has(entry), acked.seq(), () -> message
                + " was acknowledged at " + acked.seq() + " on " + journal + ", there is "
                + log.at(acked.seq()));
    }

    /// Finds where the log has each message.
    private void place(Log log) {
        for (LogEntry entry : log.entries()) {
            if (entry.change()) {
                continue;
            }
            Fate fate = byText.get(entry.text());
            boolean isOurs = fate != null && fate.isSent()
                    && fate.message().sender() == entry.from()
                    && fate.message().conversation().equals(log.conversation());
            findings.check(Rule.PHANTOM, isOurs, entry.seq(),
                    () -> log.conversation() + ": nobody sent " + entry);
            if (fate == null || !isOurs) {
                continue;
            }
            long before = fate.place();
            findings.check(fate.isAnswered() ? Rule.DUPLICATE : Rule.UNKNOWN, before == 0,
                    entry.seq(), () -> fate.message() + " stands at " + before + " and at "
                            + entry.seq());
            fate.stored(entry.seq());
        }
    }

    private void judge(Fate fate) {
        Message message = fate.message();
        findings.check(Rule.PHANTOM, !fate.isRefused() || fate.place() == 0, fate.place(),
                () -> message + " was refused and stands at " + fate.place());
        findings.check(Rule.LIVENESS,
                !fate.isSent() || !message.retried() || fate.isAnswered(), message.number(),
                () -> message + " was never answered");
    }

    /// What stands later was sent later than everything before it was known. Walked from the end,
    /// the earliest time that anything behind was known is all there is to compare with.
    private void checkRealTime(Log log) {
        Fate earliest = null;
        for (LogEntry entry : log.entries().reversed()) {
            Fate fate = byText.get(entry.text());
            if (fate == null || entry.change()) {
                continue;
            }
            Fate known = earliest;
            findings.check(Rule.REAL_TIME,
                    known == null || known.firstKnown() >= fate.firstSent(), entry.seq(),
                    () -> log.conversation() + ": " + entry + " was sent after "
                            + (known == null ? "" : known.message() + " was known, at "
                            + known.place()));
            if (earliest == null || fate.firstKnown() < earliest.firstKnown()) {
                earliest = fate;
            }
        }
    }

    private Fate of(Message message) {
        return fates.get(message.number());
    }
}
