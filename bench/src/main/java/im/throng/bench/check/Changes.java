package im.throng.bench.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What became of the changes of groups, compared with the logs. A change has no key, so one that
/// was not answered may stand in the log or not, and which one does is known by what it says.
///
/// Threading: used by one thread.
final class Changes {

    private final Logs logs;
    private final Times times;
    private final Findings findings;
    private final Map<Change, Long> unanswered = new LinkedHashMap<>();
    private final Map<Change, Long> asked = new HashMap<>();
    private final Map<Place, Event.ChangeMade> made = new HashMap<>();
    private final Map<Place, Long> heard = new HashMap<>();

    Changes(History history, Logs logs, Times times, Findings findings) {
        this.logs = logs;
        this.times = times;
        this.findings = findings;
        history.journals().forEach(journal -> journal.events().forEach(this::take));
        unanswered.putAll(asked);
        history.journals().forEach(journal -> journal.events().forEach(this::answer));
        logs.all().forEach(this::place);
    }

    /// Returns how many were acknowledged.
    long acked() {
        return made.size();
    }

    private void take(Event event) {
        switch (event) {
            case Event.ChangeAsked(long at, Change change) -> asked.put(change, at);
            case Event.Heard(long at, String conversation, LogEntry entry) -> {
                if (entry.change()) {
                    heard.merge(new Place(conversation, entry.seq()), at, Math::min);
                }
            }
            case Event.Sending _, Event.Acked _, Event.Refused _, Event.Hinted _,
                 Event.MarkAsked _, Event.Marked _, Event.PageRead _, Event.Listed _,
                 Event.Denied _, Event.ChangeMade _, Event.ChangeRefused _ -> {
                // They are looked at elsewhere.
            }
        }
    }

    private void answer(Event event) {
        if (event instanceof Event.ChangeRefused(long _, Change change)) {
            unanswered.remove(change);
        } else if (event instanceof Event.ChangeMade answer) {
            unanswered.remove(answer.change());
            judge(answer);
        }
    }

    private void judge(Event.ChangeMade answer) {
        Change change = answer.change();
        Log log = logs.of(change.conversation());
        long first = times.least(change.conversation(), asked.getOrDefault(change, answer.at()));
        long last = times.most(log, answer.at());
        if (answer.seq() > 0) {
            var place = new Place(change.conversation(), answer.seq());
            Event.ChangeMade before = made.put(place, answer);
            findings.check(Rule.DUPLICATE, before == null, answer.seq(), () -> change
                    + " was acknowledged at " + answer.seq() + ", as was another");
            boolean joins = change.leaving().isEmpty();
            LogEntry entry = LogEntry.change(answer.seq(), change.actor(),
                    joins ? answer.changed() : Set.of(), joins ? Set.of() : answer.changed());
            findings.check(Rule.LOSS, log.has(entry), answer.seq(), () -> change
                    + " was acknowledged at " + answer.seq() + ", there is "
                    + log.at(answer.seq()));
            first = answer.seq() - 1;
            last = first;
        }
        for (long user : change.joining()) {
            boolean stays = !answer.changed().contains(user);
            already(answer, user, !stays || log.members().meets(user, first, last));
        }
        for (long user : change.leaving()) {
            boolean stays = !answer.changed().contains(user);
            already(answer, user, !stays || log.members().spares(user, first, last));
        }
    }

    /// Whom an answer leaves out must have been as was asked for.
    private void already(Event.ChangeMade answer, long user, boolean isSo) {
        findings.check(Rule.MEMBERSHIP, isSo, answer.seq(), () -> answer.change()
                + " left out " + user + ", who was not so already");
    }

    /// Finds who asked for each change that the log has.
    private void place(Log log) {
        Map<Signature, Integer> open = new HashMap<>();
        List<Change> candidates = new ArrayList<>();
        for (Change change : unanswered.keySet()) {
            if (change.conversation().equals(log.conversation())) {
                candidates.add(change);
                open.merge(Signature.of(change), 1, Integer::sum);
            }
        }
        for (LogEntry entry : log.entries()) {
            if (!entry.change()) {
                continue;
            }
            var place = new Place(log.conversation(), entry.seq());
            Event.ChangeMade answer = made.get(place);
            long known = heard.getOrDefault(place, Fate.NEVER);
            if (answer != null) {
                times.stands(log.conversation(), entry.seq(),
                        asked.getOrDefault(answer.change(), Long.MIN_VALUE),
                        Math.min(known, answer.at()));
                continue;
            }
            times.stands(log.conversation(), entry.seq(), Long.MIN_VALUE, known);
            boolean isAsked = candidates.stream().anyMatch(one -> one.actor() == entry.from()
                    && one.joining().containsAll(entry.joined())
                    && one.leaving().containsAll(entry.left()));
            findings.check(Rule.PHANTOM, isAsked, entry.seq(),
                    () -> log.conversation() + ": nobody asked for " + entry);
            int rest = open.merge(Signature.of(entry), -1, Integer::sum);
            findings.check(Rule.UNKNOWN, !isAsked || rest >= 0, entry.seq(),
                    () -> log.conversation() + ": " + entry + " was asked for fewer times");
        }
    }

    private record Place(String conversation, long seq) {}

    /// What of a change its entry surely shows, whomever it leaves out.
    private record Signature(long actor, boolean joins) {

        static Signature of(Change change) {
            return new Signature(change.actor(), change.leaving().isEmpty());
        }

        static Signature of(LogEntry entry) {
            return new Signature(entry.from(), entry.left().isEmpty());
        }
    }
}
