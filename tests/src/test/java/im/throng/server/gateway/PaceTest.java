package im.throng.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace(1);

    @Test
    void theNextRequestWaitsUntilTheEventLoopHasTheAnswerBeforeIt() throws InterruptedException {
        pace.handOver();
        Thread mailbox = waiting();

        pace.handedOver();

        assertThat(mailbox.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void nothingIsAnsweredAheadOfAnAnswerOnItsWay() {
        assertThat(pace.isQuiet()).isTrue();
        pace.handOver();
        assertThat(pace.isQuiet()).isFalse();
        pace.handedOver();
        assertThat(pace.isQuiet()).isTrue();
    }

    @Test
    void nobodyWaitsForAConnectionThatIsGone() throws InterruptedException {
        pace.handOver();
        Thread mailbox = waiting();

        pace.end();

        assertThat(mailbox.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aMessageGoesAtOnceIfThereIsNothingToWaitFor() {
        assertThat(pace.beginAtOnce()).isTrue();
        assertThat(pace.beginAtOnce()).as("as many as may be on their way are").isFalse();
        pace.done();
        pace.handOver();
        assertThat(pace.beginAtOnce()).as("an answer is on its way").isFalse();
        pace.handedOver();
        pace.setBlocked(true);
        assertThat(pace.beginAtOnce()).as("the peer takes nothing").isFalse();
        pace.setBlocked(false);
        assertThat(pace.beginAtOnce()).isTrue();
        pace.done();
        pace.end();
        assertThat(pace.beginAtOnce()).as("there is nobody left").isFalse();
    }

    private Thread waiting() {
        Thread mailbox = Thread.ofVirtual().start(pace::awaitWritable);
        await().until(() -> mailbox.getState() == Thread.State.WAITING);
        return mailbox;
    }
}
