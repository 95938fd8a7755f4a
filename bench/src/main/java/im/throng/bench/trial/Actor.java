package im.throng.bench.trial;

import im.throng.bench.check.Change;
import im.throng.bench.load.Person;
import java.util.List;
import java.util.Queue;

/// Somebody who takes part.
///
/// @param person        who it is
/// @param outbox        what is yet to be sent
/// @param conversations the common names of where this one talks, or tries to; the first is
///                      everybody's
/// @param clubs         the groups among them
/// @param doubtful      changes of groups that may have been made or not
record Actor(Person person, Outbox outbox, List<String> conversations, List<Club> clubs,
             Queue<Change> doubtful) {

    Actor {
        conversations = List.copyOf(conversations);
        clubs = List.copyOf(clubs);
    }
}
