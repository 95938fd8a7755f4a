package im.throng.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    @Test
    void timesCountFromWhenAMessageWasMeantToBeSent() {
        var tally = new Tally(1);
        tally.openWindow();
        // Meant for 0, 10, … 990 ms, but all were held up until one second.
        long now = 1000 * MILLI;
        for (int i = 0; i < 100; i++) {
            int number = tally.sent(i * 10L * MILLI, 0);
            tally.delivered(number, now);
            tally.acknowledged(number, now);
        }
        var deliveries = tally.latencies().deliveries();
        assertThat(deliveries.getTotalCount()).isEqualTo(100);
        assertThat(deliveries.getMaxValue() / (double) MILLI).isBetween(999.0, 1001.0);
        assertThat(deliveries.getValueAtPercentile(50) / (double) MILLI).isBetween(499.0, 501.0);
        assertThat(deliveries.getValueAtPercentile(99) / (double) MILLI).isBetween(989.0, 991.0);
    }

    @Test
    void onlyTheWindowIsMeasuredButEverythingIsCounted() {
        var tally = new Tally(1);
        int early = tally.sent(0, 0);
        tally.openWindow();
        int within = tally.sent(0, 0);
        tally.closeWindow();
        int late = tally.sent(0, 0);
        for (int number : new int[] {early, within, late}) {
            tally.delivered(number, MILLI);
            tally.acknowledged(number, MILLI);
        }
        assertThat(tally.counts()).isEqualTo(new Counts(3, 3, 3, 3));
        assertThat(tally.latencies().deliveries().getTotalCount()).isEqualTo(1);
        assertThat(tally.latencies().acknowledgements().getTotalCount()).isEqualTo(1);
    }

    @Test
    void aMessageIsDoneWithItsLastReceiptAndItsAnswer() {
        var tally = new Tally(2);
        tally.openWindow();
        int number = tally.sent(0, 7);
        assertThat(tally.delivered(number, MILLI)).isFalse();
        assertThat(tally.acknowledged(number, 2 * MILLI)).isFalse();
        assertThat(tally.delivered(number, 5 * MILLI)).isTrue();
        assertThat(tally.laneOf(number)).isEqualTo(7);
        assertThat(tally.latencies().completions().getMaxValue() / MILLI).isEqualTo(5);
        assertThat(tally.delivered(number, 6 * MILLI)).as("once too often").isFalse();
    }
}
