package im.throng.client;

import im.throng.client.request.Outcome;
import im.throng.client.store.OutboxMessage;
import im.throng.client.transport.Backoff;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Reply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Brings the messages of the outbox to the server, each until it is stored or refused for good.
///
/// Of each conversation one message is under way at a time: whatever becomes of it, none overtakes
/// it, and none is sent before the fate of the one before it is known. Conversations do not wait
/// for each other. What cannot be sent now is tried again for ever, with its key, ever more slowly
/// and not earlier than the server says.
///
/// Threading: confined to the event loop.
final class Postman {

    // Enough to fill the server's rate, few enough to leave the connection to others.
    private static final int UNDER_WAY_MAX = 50;

    private final Road road;
    private final Told told;
    private final Backoff backoff;
    private final Map<ConversationName, Lane> lanes = new LinkedHashMap<>();
    private int underWay;

    /// Creates one that has nothing to bring.
    Postman(Road road, Told told, Backoff backoff) {
        this.road = road;
        this.told = told;
        this.backoff = backoff;
    }

    /// Takes over what an earlier run of the program left. Each of these may have been stored
    /// already, without the reply that says so.
    void resume(List<OutboxMessage> messages) {
        for (OutboxMessage message : messages) {
            if (message.state() instanceof OutboxMessage.State.Queued) {
                Letter letter = new Letter(message);
                letter.isDoubtful = true;
                lane(message.conversation()).letters.add(letter);
            }
        }
    }

    /// Takes a message, behind all others of its conversation.
    void post(OutboxMessage message) {
        told.state(message);
        lane(message.conversation()).letters.add(new Letter(message));
        goOn();
    }

    /// Gives a message back that is not under way.
    ///
    /// @return false if it is under way
    boolean withdraw(long id) {
        for (Lane lane : lanes.values()) {
            Letter first = lane.letters.peek();
            if (lane.isUnderWay && first != null && first.message.id() == id) {
                return false;
            }
            lane.letters.removeIf(letter -> letter.message.id() == id);
        }
        lanes.values().removeIf(lane -> lane.letters.isEmpty());
        told.doubtEnded();
        return true;
    }

    /// Tells whether a message for the conversation may be stored already without our knowing.
    boolean inDoubt(ConversationName conversation) {
        Lane lane = lanes.get(conversation);
        return lane != null && lane.letters.stream().anyMatch(letter -> letter.isDoubtful);
    }

    /// Sends what may be sent now.
    void goOn() {
        if (!road.isOpen()) {
            return;
        }
        for (Lane lane : List.copyOf(lanes.values())) {
            Letter first = lane.letters.peek();
            if (first != null && !lane.isUnderWay && !lane.isPaused
                    && underWay < UNDER_WAY_MAX) {
                send(lane, first);
            }
        }
    }

    private void send(Lane lane, Letter letter) {
        lane.isUnderWay = true;
        underWay++;
        told.state(letter.message.in(new OutboxMessage.State.Sending()));
        road.send(letter.message.request(), outcome -> {
            lane.isUnderWay = false;
            underWay--;
            ended(lane, letter, outcome);
            goOn();
        });
    }

    private void ended(Lane lane, Letter letter, Outcome outcome) {
        switch (outcome) {
            case Outcome.Answered(ChatReply.Sent sent) -> {
                delivered(lane);
                told.state(letter.message.in(
                        new OutboxMessage.State.Stored(sent.seq(), sent.at())));
            }
            case Outcome.Answered(Reply.Refused refused) when isFinal(refused.code()) -> {
                delivered(lane);
                told.state(letter.message.in(
                        new OutboxMessage.State.Failed(refused.code(), refused.error())));
            }
            case Outcome.Answered(Reply.Refused refused) -> {
                // Busy and too fast are said before anything is done, other troubles perhaps after.
                letter.isDoubtful |= !refused.code().waitingHelps()
                        || refused.code() == ErrorCode.TOO_SLOW;
                later(lane, letter, refused.retryAfterMs());
            }
            case Outcome.Answered _, Outcome.TimedOut _, Outcome.Disconnected _ -> {
                letter.isDoubtful = true;
                later(lane, letter, 0);
            }
        }
    }

    private void delivered(Lane lane) {
        lane.letters.poll();
        lane.failures = 0;
        if (lane.letters.isEmpty()) {
            lanes.values().remove(lane);
        }
    }

    private void later(Lane lane, Letter letter, long atLeastMs) {
        told.state(letter.message.in(new OutboxMessage.State.Queued()));
        if (!road.isOpen()) {
            return; // The next login goes on.
        }
        lane.isPaused = true;
        long backoffMs = backoff.delay(lane.failures++).toMillis();
        road.later(Duration.ofMillis(Math.max(backoffMs, atLeastMs)), () -> {
            lane.isPaused = false;
            goOn();
        });
    }

    /// Tells whether the server will never take the message as it is. A session that ended is not
    /// the message's fault: the next login goes on.
    private static boolean isFinal(ErrorCode code) {
        return switch (code) {
            case MALFORMED, FORBIDDEN, NOT_FOUND, CONFLICT, TOO_LARGE, INVALID_FIELD -> true;
            case NOT_LOGGED_IN, TOO_SLOW, TOO_FAST, INTERNAL, UNAVAILABLE -> false;
        };
    }

    private Lane lane(ConversationName conversation) {
        return lanes.computeIfAbsent(conversation, _ -> new Lane());
    }

    /// The way to the server. Called on the event loop.
    interface Road {

        /// Tells whether there is a session.
        boolean isOpen();

        /// Sends a message; `told` learns the outcome on the event loop, and not before this
        /// returns.
        void send(ChatRequest.SendMessage message, Consumer<Outcome> told);

        /// Runs a task on the event loop after a while.
        void later(Duration delay, Runnable task);
    }

    /// Who is told how far each message is. Called on the event loop.
    interface Told {

        /// A message is further on.
        void state(OutboxMessage message);

        /// Perhaps nothing is in doubt any more.
        void doubtEnded();
    }

    /// The messages of one conversation, in order; the first may be under way.
    private static final class Lane {

        private final Deque<Letter> letters = new ArrayDeque<>();
        private boolean isUnderWay;
        private boolean isPaused;
        private int failures;
    }

    private static final class Letter {

        private final OutboxMessage message;
        private boolean isDoubtful;

        Letter(OutboxMessage message) {
            this.message = message;
        }
    }
}
