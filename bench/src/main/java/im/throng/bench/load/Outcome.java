package im.throng.bench.load;

import java.util.ArrayList;
import java.util.List;

/// Whether everything that was sent came to everybody it was sent to, exactly once.
///
/// @param expected        receipts there had to be, warm-up included
/// @param received        receipts there were
/// @param wrongReceivers  connections that got too few, too many, or others than they should
/// @param unacknowledged  messages without an answer
/// @param refused         requests the server refused
/// @param firstRefusal    the words of the first, or empty
/// @param hints           pushes that said that a receiver was behind
/// @param ended           connections that the server ended
public record Outcome(long expected, long received, long wrongReceivers, long unacknowledged,
                      long refused, String firstRefusal, long hints, long ended) {

    /// Tells whether everything was acknowledged and received by all, whatever else was heard.
    public boolean isComplete() {
        return expected == received && wrongReceivers == 0 && unacknowledged == 0;
    }

    /// Returns what went wrong, a sentence each; empty if nothing did.
    public List<String> failures() {
        List<String> failures = new ArrayList<>();
        if (expected != received) {
            failures.add("expected " + expected + " deliveries and received " + received);
        }
        if (wrongReceivers > 0) {
            failures.add(wrongReceivers + " receivers got other messages than were sent to them");
        }
        if (unacknowledged != 0) {
            failures.add(unacknowledged + " messages were not acknowledged");
        }
        if (refused > 0) {
            failures.add(refused + " requests were refused, first: " + firstRefusal);
        }
        if (hints > 0) {
            failures.add("receivers fell behind: " + hints + " hints in place of messages");
        }
        if (ended > 0) {
            failures.add("the server ended " + ended + " connections");
        }
        return failures;
    }
}
