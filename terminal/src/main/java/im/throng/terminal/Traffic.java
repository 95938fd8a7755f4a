package im.throng.terminal;

import java.time.InstantSource;

/// What is going on in the conversations, beside what is said in them.
///
/// Threading: each part guards itself.
record Traffic(Unread unread, Writers writers, ReadNews readNews) {

    /// Creates one of which nothing is known yet.
    static Traffic none(InstantSource clock) {
        return new Traffic(new Unread(), new Writers(clock), new ReadNews());
    }

    /// Forgets what was going on; what is unread begins anew with a list.
    void clear() {
        writers.clear();
        readNews.clear();
    }
}
