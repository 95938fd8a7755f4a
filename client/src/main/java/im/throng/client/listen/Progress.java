package im.throng.client.listen;

import java.util.TreeSet;

/// How far one conversation was followed.
///
/// Threading: confined to the event loop.
final class Progress {

    private final TreeSet<Long> ownAhead = new TreeSet<>();
    private long have;
    private long target;
    private boolean reading;
    private boolean moved;
    private int failures;

    Progress(long have) {
        this.have = have;
        this.target = have;
    }

    /// Returns up to where everything was passed on.
    long have() {
        return have;
    }

    /// Tells whether there is more than was passed on.
    boolean isBehind() {
        return have < target;
    }

    /// Returns how far it reaches, as far as is known.
    long target() {
        return target;
    }

    /// Returns how many entries there are more than were passed on.
    long missing() {
        return target - have;
    }

    /// Notes that an entry is pushed. The list that said where to start may have counted it
    /// already, though it came after the login: then the start is before it.
    void startsAt(long seq) {
        if (!moved && seq <= have) {
            have = seq - 1;
        }
        moved = true;
    }

    /// Notes that the conversation reaches at least this far.
    void reaches(long seq) {
        target = Math.max(target, seq);
    }

    /// Tells whether the entry is the very next one and may be passed on.
    boolean isNext(long seq) {
        return seq == have + 1 && !reading;
    }

    /// Tells whether this client sent the entry, so that nobody needs to be told.
    boolean isOwn(long seq) {
        return ownAhead.contains(seq);
    }

    /// Notes an entry that this client sent itself.
    void sent(long seq) {
        if (seq > have) {
            moved = true;
            reaches(seq);
            ownAhead.add(seq);
            skipOwn();
        }
    }

    /// Notes that everything up to `seq` is dealt with.
    void advance(long seq) {
        moved = true;
        have = Math.max(have, seq);
        reaches(have);
        skipOwn();
    }

    boolean isReading() {
        return reading;
    }

    void reading(boolean now) {
        reading = now;
    }

    /// Counts a failed read and returns how many there were in a row.
    int failed() {
        return ++failures;
    }

    void succeeded() {
        failures = 0;
    }

    private void skipOwn() {
        while (!ownAhead.isEmpty() && ownAhead.first() <= have + 1) {
            have = Math.max(have, ownAhead.pollFirst());
        }
    }
}
