package im.throng.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.UserId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// How calmly it is told what happens in conversations that are not open.
class NoticesTest {

    private static final UserId BOB = new UserId(200);
    private static final UserId CAROL = new UserId(300);
    private static final ConversationName DIRECT = new ConversationName.Direct(BOB);
    private static final ConversationName GROUP = new ConversationName.Group(new GroupId(5));

    private Instant now = Instant.parse("2026-05-04T03:02:01Z");

    @Test
    void theFirstComesAtOnceAndTheNextAreCountedInOneLine() {
        Notices notices = new Notices(() -> now);
        assertThat(notices.arrived(entry(DIRECT, 1), true)).isPresent();
        for (int seq = 2; seq <= 100; seq++) {
            assertThat(notices.arrived(entry(DIRECT, seq), seq == 7)).isEmpty();
        }
        assertThat(notices.arrived(entry(GROUP, 1), false)).as("another one").isPresent();
        assertThat(notices.due()).isEmpty();
        pass(Duration.ofSeconds(5));
        assertThat(notices.due()).containsExactly(
                new Notices.Notice(99, entry(DIRECT, 100), true));
        assertThat(notices.due()).isEmpty();
        pass(Duration.ofSeconds(5));
        assertThat(notices.due()).isEmpty();
        assertThat(notices.arrived(entry(DIRECT, 101), true)).as("after a pause").isPresent();
    }

    @Test
    void whatTheUserLooksAtIsNotTold() {
        Notices notices = new Notices(() -> now);
        var _ = notices.arrived(entry(DIRECT, 1), true);
        var _ = notices.arrived(entry(DIRECT, 2), true);
        notices.forget(DIRECT);
        pass(Duration.ofSeconds(5));
        assertThat(notices.due()).isEmpty();
    }

    @Test
    void whoIsWritingLapsesAndEndsWithWhatIsSaid() {
        Writers writers = new Writers(() -> now);
        writers.writes(DIRECT, BOB);
        writers.writes(GROUP, CAROL);
        assertThat(writers.in(DIRECT)).containsExactly(BOB);
        writers.said(DIRECT, BOB);
        assertThat(writers.in(DIRECT)).isEmpty();
        assertThat(writers.in(GROUP)).containsExactly(CAROL);
        pass(Duration.ofSeconds(6));
        assertThat(writers.in(GROUP)).isEmpty();
    }

    @Test
    void oneTellsAtMostEveryThreeSecondsThatOneIsWriting() {
        Writers writers = new Writers(() -> now);
        assertThat(writers.mayTell()).isTrue();
        assertThat(writers.mayTell()).isFalse();
        pass(Duration.ofMillis(2_999));
        assertThat(writers.mayTell()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(writers.mayTell()).isTrue();
    }

    @Test
    void whoHasReadOnesLastMessageIsKnownUntilSomebodyGoesOn() {
        ReadNews news = new ReadNews();
        news.read(GROUP, BOB, 9);
        assertThat(news.of(GROUP)).as("nothing was said").isEmpty();
        news.said(GROUP, 10);
        news.read(GROUP, BOB, 9);
        assertThat(news.of(GROUP)).as("nobody came that far").isEmpty();
        news.read(GROUP, BOB, 10);
        news.read(GROUP, CAROL, 11);
        news.read(GROUP, BOB, 11);
        assertThat(news.of(GROUP)).hasValueSatisfying(told -> {
            assertThat(told.readers()).containsExactly(BOB, CAROL);
            assertThat(told.seq()).isEqualTo(10);
        });
        news.said(GROUP, 13);
        assertThat(news.of(GROUP)).isEmpty();
        news.read(GROUP, BOB, 13);
        news.answered(GROUP);
        assertThat(news.of(GROUP)).as("it went on").isEmpty();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private Entry entry(ConversationName conversation, long seq) {
        return new Entry(conversation, seq, BOB, "Bob", 1_000,
                new EntryBody.Text("hi", null, Mentions.NONE));
    }
}
