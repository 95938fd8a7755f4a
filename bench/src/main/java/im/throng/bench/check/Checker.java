package im.throng.bench.check;

import java.util.ArrayList;
import java.util.List;

/// Compares a history with what is promised. Its work grows as the number of events, but for the
/// sorting of times.
public final class Checker {

    private Checker() {}

    /// Judges a history that has come to its end.
    ///
    /// @param ackedMin with fewer acknowledgements a history without a breach says nothing
    public static Verdict check(History history, long ackedMin) {
        var findings = new Findings();
        var logs = new Logs(history, findings);
        var fates = new Fates(history, logs, findings);
        new Hearings(history, logs, findings);
        new Marks(history, logs, findings);
        history.stuck().forEach(what -> findings.check(Rule.LIVENESS, false, 0, () -> what));
        List<Verdict.Line> lines = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            lines.add(new Verdict.Line(rule, findings.count(rule), findings.witness(rule)));
        }
        boolean isBroken = lines.stream().anyMatch(line -> line.breaches() > 0);
        Verdict.Outcome outcome = isBroken ? Verdict.Outcome.INVALID
                : fates.acked() < ackedMin ? Verdict.Outcome.UNKNOWN : Verdict.Outcome.VALID;
        long heard = history.journals().stream().flatMap(journal -> journal.events().stream())
                .filter(Event.Heard.class::isInstance).count();
        long stored = 0;
        for (Log log : logs.all()) {
            stored += log.head();
        }
        return new Verdict(outcome, lines, fates.sent(), fates.acked(), fates.unknown(), heard,
                stored);
    }
}
