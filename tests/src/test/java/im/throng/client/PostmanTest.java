package im.throng.client;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.client.request.Outcome;
import im.throng.client.store.OutboxMessage;
import im.throng.client.transport.Backoff;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PostmanTest {

    private static final ConversationName BOB = new ConversationName.Direct(new UserId(200));

    private final HandRoad road = new HandRoad();
    private final Postman postman = new Postman(road, new Postman.Told() {
        @Override
        public void state(OutboxMessage message) {}

        @Override
        public void doubtEnded() {}
    }, new Backoff(Duration.ofMillis(100), Duration.ofMillis(1_000), () -> 0.999));
    private long lastId;

    @Test
    void ofEachConversationOneIsUnderWayAndNoneWaitsForAnother() {
        post(ConversationName.ALL, "all 1");
        post(ConversationName.ALL, "all 2");
        post(BOB, "Bob 1");
        assertThat(road.sent).containsExactly("all 1", "Bob 1");
        road.answer("all 1", sent());
        assertThat(road.sent).containsExactly("all 1", "Bob 1", "all 2");
    }

    @Test
    void aRefusalForGoodLetsTheNextGo() {
        post(BOB, "never");
        post(BOB, "next");
        road.answer("never", refused(ErrorCode.FORBIDDEN, 0));
        assertThat(road.sent).containsExactly("never", "next");
        assertThat(road.delays).isEmpty();
    }

    @Test
    void nothingIsTriedAgainEarlierThanTheServerSays() {
        post(BOB, "patient");
        road.answer("patient", refused(ErrorCode.INTERNAL, 5_000));
        assertThat(road.delays).containsExactly(5_000L);
        assertThat(road.sent).containsExactly("patient");
        road.timeIsOver();
        assertThat(road.sent).containsExactly("patient", "patient");
    }

    @Test
    void triesBecomeRarerUpToACapAndNeverEnd() {
        post(BOB, "again");
        for (int i = 0; i < 20; i++) {
            road.answer("again", refused(ErrorCode.UNAVAILABLE, 0));
            road.timeIsOver();
        }
        assertThat(road.sent).hasSize(21);
        assertThat(road.delays).startsWith(99L, 199L, 399L).endsWith(999L, 999L).isSorted();
        road.answer("again", sent());
        post(BOB, "another");
        road.answer("another", refused(ErrorCode.UNAVAILABLE, 0));
        assertThat(road.delays.getLast()).isEqualTo(99);
    }

    @Test
    void whatMayBeStoredIsInDoubtUntilItsFateIsKnown() {
        post(BOB, "lost");
        assertThat(postman.inDoubt(BOB)).isFalse();
        road.answer("lost", refused(ErrorCode.TOO_FAST, 0));
        assertThat(postman.inDoubt(BOB)).isFalse();
        road.timeIsOver();
        road.answer("lost", new Outcome.TimedOut("late"));
        assertThat(postman.inDoubt(BOB)).isTrue();
        assertThat(postman.inDoubt(ConversationName.ALL)).isFalse();
        road.timeIsOver();
        assertThat(postman.inDoubt(BOB)).isTrue();
        road.answer("lost", sent());
        assertThat(postman.inDoubt(BOB)).isFalse();
    }

    @Test
    void withoutASessionNothingIsSentUntilTheNextOne() {
        post(BOB, "waiting");
        road.isOpen = false;
        road.answer("waiting", new Outcome.Disconnected("gone"));
        post(BOB, "behind it");
        assertThat(road.sent).containsExactly("waiting");
        road.isOpen = true;
        postman.goOn();
        assertThat(road.sent).containsExactly("waiting", "waiting");
        road.answer("waiting", sent());
        assertThat(road.sent).endsWith("behind it");
    }

    @Test
    void whatAnEarlierRunLeftIsInDoubtAndSentFirst() {
        road.isOpen = false;
        postman.resume(List.of(message(BOB, "left over"),
                message(ConversationName.ALL, "failed").in(
                        new OutboxMessage.State.Failed(ErrorCode.FORBIDDEN, "no"))));
        post(BOB, "new");
        assertThat(postman.inDoubt(BOB)).isTrue();
        road.isOpen = true;
        postman.goOn();
        assertThat(road.sent).containsExactly("left over");
    }

    private void post(ConversationName to, String text) {
        postman.post(message(to, text));
    }

    private OutboxMessage message(ConversationName to, String text) {
        return new OutboxMessage(++lastId, new ChatRequest.SendMessage(to, "key " + lastId,
                new EntryBody.Text(text, null, Mentions.NONE)), 0,
                new OutboxMessage.State.Queued());
    }

    private static Outcome sent() {
        return new Outcome.Answered(new ChatReply.Sent(BOB, 1, 0, false));
    }

    private static Outcome refused(ErrorCode code, long retryAfterMs) {
        return new Outcome.Answered(new Reply.Refused(code, "not now", retryAfterMs));
    }

    /// A way to the server whose answers and clock are moved by hand.
    private static final class HandRoad implements Postman.Road {

        private final List<String> sent = new ArrayList<>();
        private final List<Long> delays = new ArrayList<>();
        private final List<Consumer<Outcome>> waiting = new ArrayList<>();
        private Runnable later = () -> { };
        private boolean isOpen = true;

        /// Answers the newest try of a message.
        void answer(String text, Outcome outcome) {
            waiting.get(sent.lastIndexOf(text)).accept(outcome);
        }

        void timeIsOver() {
            later.run();
        }

        @Override
        public boolean isOpen() {
            return isOpen;
        }

        @Override
        public void send(ChatRequest.SendMessage message, Consumer<Outcome> told) {
            sent.add(message.body().text());
            waiting.add(told);
        }

        @Override
        public void later(Duration delay, Runnable task) {
            delays.add(delay.toMillis());
            later = task;
        }
    }
}
