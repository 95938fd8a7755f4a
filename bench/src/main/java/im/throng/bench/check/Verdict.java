package im.throng.bench.check;

import java.util.List;

/// What was found about a server.
///
/// @param lines   one for each rule, in their order
/// @param sent    how many messages were sent, retries aside
/// @param acked   how many of them were acknowledged
/// @param unknown how many of them were never answered
/// @param heard   how many pushes of entries were heard
/// @param stored  how many entries the logs have
public record Verdict(Outcome outcome, List<Line> lines, long sent, long acked, long unknown,
                      long heard, long stored) {

    /// Keeps its own copy of the list.
    public Verdict {
        lines = List.copyOf(lines);
    }

    /// Whether promises were kept.
    public enum Outcome {
        /// No rule was broken.
        VALID,
        /// A rule was broken.
        INVALID,
        /// Too little was acknowledged to say anything.
        UNKNOWN
    }

    /// What was found about one rule.
    ///
    /// @param breaches how often it was broken
    /// @param witness  the smallest case of it; empty if there is none
    public record Line(Rule rule, long breaches, String witness) {}
}
