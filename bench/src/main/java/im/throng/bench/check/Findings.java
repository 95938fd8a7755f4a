package im.throng.bench.check;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/// How often each rule is broken, and the smallest witness of it: the earliest place in a log.
///
/// Threading: used by one thread.
final class Findings {

    private final Map<Rule, Finding> found = new EnumMap<>(Rule.class);

    /// Notes a breach if there is one.
    ///
    /// @param place where it shows; the smallest is kept
    void check(Rule rule, boolean kept, long place, Supplier<String> witness) {
        if (kept) {
            return;
        }
        Finding before = found.get(rule);
        if (before == null) {
            found.put(rule, new Finding(1, place, witness.get()));
        } else if (place < before.place()) {
            found.put(rule, new Finding(before.count() + 1, place, witness.get()));
        } else {
            found.put(rule, new Finding(before.count() + 1, before.place(), before.witness()));
        }
    }

    long count(Rule rule) {
        Finding finding = found.get(rule);
        return finding == null ? 0 : finding.count();
    }

    String witness(Rule rule) {
        Finding finding = found.get(rule);
        return finding == null ? "" : finding.witness();
    }

    private record Finding(long count, long place, String witness) {}
}
