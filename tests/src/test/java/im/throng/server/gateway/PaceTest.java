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

    private Thread waiting() {
        Thread mailbox = Thread.ofVirtual().start(pace::awaitWritable);
        await().until(() -> mailbox.getState() == Thread.State.WAITING);
        return mailbox;
    }
}
