package im.throng.bench.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Read marks as they were asked for, acknowledged and listed, and what was unread.
///
/// Threading: used by one thread.
final class Marks {

    private static final int UNREAD_MAX = 999;

    private final Logs logs;
    private final Findings findings;
    private final Map<Owner, Mark> marks = new HashMap<>();

    Marks(History history, Logs logs, Findings findings) {
        this.logs = logs;
        this.findings = findings;
        for (Journal journal : history.journals()) {
            journal.events().forEach(event -> take(journal, event));
        }
        marks.forEach(this::judge);
    }

    private void take(Journal journal, Event event) {
        long user = journal.user();
        switch (event) {
            case Event.Sending(long at, Message message) -> {
                Mark mark = of(user, message.conversation());
                mark.sendings.merge(message.text(), at, Math::min);
            }
            case Event.Acked acked ->
                    of(user, acked.conversation()).least.reached(acked.at(), acked.seq());
            case Event.MarkAsked(long at, String conversation, long seq) ->
                    of(user, conversation).most.reached(at, seq);
            case Event.Marked(long at, String conversation, long seq) ->
                    of(user, conversation).least.reached(at, seq);
            case Event.Listed row -> {
                Mark mark = of(user, row.conversation());
                mark.least.reached(row.at(), row.read());
                mark.rows.add(row);
            }
            case Event.Refused _, Event.Heard _, Event.Hinted _, Event.PageRead _ -> {
                // They move no mark.
            }
        }
    }

    private void judge(Owner owner, Mark mark) {
        if (mark.rows.isEmpty()) {
            return;
        }
        Log log = logs.of(owner.conversation());
        for (LogEntry entry : log.entries()) {
            Long sentAt = entry.from() == owner.user() ? mark.sendings.get(entry.text()) : null;
            if (sentAt != null) {
                mark.most.reached(sentAt, entry.seq());
            }
            if (entry.joined().contains(owner.user())
                    || (entry.change() && entry.from() == owner.user())) {
                mark.most.reached(Long.MIN_VALUE, entry.seq());
            }
        }
        mark.rows.forEach(row -> judge(owner, log, mark, row));
    }

    private void judge(Owner owner, Log log, Mark mark, Event.Listed row) {
        String who = owner.user() + " in " + owner.conversation();
        long least = mark.least.before(row.askedAt());
        findings.check(Rule.READ_MARKS, row.read() >= least, row.read(), () -> who
                + ": the mark is at " + row.read() + " and was at " + least);
        long most = mark.most.before(row.at());
        findings.check(Rule.READ_MARKS, row.read() <= most, row.read(), () -> who
                + ": the mark is at " + row.read() + " and was never moved beyond " + most);
        long unread = Math.min(UNREAD_MAX, log.messages(row.read(), row.head()));
        findings.check(Rule.READ_MARKS, row.unread() == unread, row.read(), () -> who + ": "
                + row.unread() + " are unread, the log has " + unread + " behind " + row.read()
                + " up to " + row.head());
    }

    private Mark of(long user, String conversation) {
        return marks.computeIfAbsent(new Owner(user, conversation), _ -> new Mark());
    }

    private record Owner(long user, String conversation) {}

    /// One user's mark in one conversation.
    private static final class Mark {
        /// How far it must have come.
        private final Frontier least = new Frontier();
        /// How far it can have come.
        private final Frontier most = new Frontier();
        private final Map<String, Long> sendings = new HashMap<>();
        private final List<Event.Listed> rows = new ArrayList<>();
    }
}
