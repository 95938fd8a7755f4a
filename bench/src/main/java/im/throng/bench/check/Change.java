package im.throng.bench.check;

import java.util.Set;

/// A change of who is in a group, as somebody asks for it. It has no key: what asks for the same
/// again is another one.
///
/// @param number  counts all changes of a history, from 0
/// @param joining who is to be a member from then on
/// @param leaving who is to be none
public record Change(int number, long actor, String conversation, Set<Long> joining,
                     Set<Long> leaving) {

    /// Keeps its own copies of the sets.
    public Change {
        joining = Set.copyOf(joining);
        leaving = Set.copyOf(leaving);
    }

    @Override
    public String toString() {
        return "change " + number + " of " + actor + " in " + conversation + " +" + joining
                + " -" + leaving;
    }
}
