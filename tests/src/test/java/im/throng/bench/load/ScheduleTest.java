package im.throng.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void messagesAreDueEvenlyWhateverHappensToThem() {
        var schedule = new Schedule(500, 1000);
        assertThat(schedule.timeOf(0)).isEqualTo(500);
        assertThat(schedule.timeOf(3)).isEqualTo(3_000_500);
        assertThat(schedule.isDue(3, 3_000_499)).isFalse();
        assertThat(schedule.isDue(3, 3_000_500)).isTrue();
    }

    @Test
    void rateIsKeptForHours() {
        var schedule = new Schedule(0, 30_000);
        assertThat(schedule.timeOf(30_000L * 7200)).isEqualTo(7_200_000_000_000L);
    }
}
