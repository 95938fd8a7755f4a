package im.throng.terminal;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who is writing where; and when to tell others that the user is.
///
/// Threading: guarded by itself.
final class Writers {

    /// The protocol's time after which somebody who says nothing more is no longer writing.
    private static final Duration LAPSE = Duration.ofSeconds(6);

    private static final Duration TELL_PAUSE = Duration.ofSeconds(3);

    private final InstantSource clock;
    private final Map<Place, Instant> writing = new LinkedHashMap<>();
    private Instant mayTellFrom = Instant.EPOCH;

    Writers(InstantSource clock) {
        this.clock = clock;
    }

    /// Learns that somebody is writing.
    synchronized void writes(ConversationName conversation, UserId user) {
        writing.put(new Place(conversation, user), clock.instant().plus(LAPSE));
    }

    /// Learns that somebody has said something, and so is no longer writing it.
    synchronized void said(ConversationName conversation, UserId user) {
        writing.remove(new Place(conversation, user));
    }

    /// Returns who is writing in a conversation.
    synchronized List<UserId> in(ConversationName conversation) {
        Instant now = clock.instant();
        writing.values().removeIf(until -> !now.isBefore(until));
        return writing.keySet().stream().filter(one -> one.conversation.equals(conversation))
                .map(Place::user).toList();
    }

    /// Tells whether it is time to tell that the user is writing, and takes it for told.
    synchronized boolean mayTell() {
        Instant now = clock.instant();
        if (now.isBefore(mayTellFrom)) {
            return false;
        }
        mayTellFrom = now.plus(TELL_PAUSE);
        return true;
    }

    /// Forgets everybody.
    synchronized void clear() {
        writing.clear();
        mayTellFrom = Instant.EPOCH;
    }

    private record Place(ConversationName conversation, UserId user) {}
}
