package im.throng.bench.trial;

import im.throng.bench.load.Person;
import java.util.List;

/// Somebody who takes part.
///
/// @param person        who it is
/// @param outbox        what is yet to be sent
/// @param conversations the common names of where this one talks; the first is everybody's
record Actor(Person person, Outbox outbox, List<String> conversations) {

    Actor {
        conversations = List.copyOf(conversations);
    }
}
