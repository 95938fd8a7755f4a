package im.throng.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {

    private static final long PERIOD = 600;

    private final Heartbeats<Integer> heartbeats = new Heartbeats<>();

    /// More come three times, late in a period of those before; once all had to wait longer.
    @Test
    void nobodyWaitsLongerBecauseOthersCome() {
        Map<Integer, Long> last = new HashMap<>();
        int there = 0;
        for (long now = 0; now < 10 * PERIOD; now++) {
            if (now % 350 == 0 && there < 120) {
                int more = there == 0 ? 10 : there * 2;
                List<Integer> fresh = IntStream.range(there, there + more).boxed().toList();
                for (int one : fresh) {
                    last.put(one, now);
                }
                heartbeats.add(fresh, PERIOD, now);
                there += more;
            }
            for (Integer due = heartbeats.next(now); due != null; due = heartbeats.next(now)) {
                assertThat(now - last.put(due, now)).isPositive().isLessThanOrEqualTo(PERIOD);
            }
        }
        assertThat(last).hasSize(270);
        assertThat(last.values()).allMatch(at -> at > 9 * PERIOD - 1);
    }

    @Test
    void thoseWhoComeTogetherAreSpread() {
        heartbeats.add(IntStream.range(0, 60).boxed().toList(), PERIOD, 0);
        for (int now = 1; now <= PERIOD; now++) {
            assertThat(heartbeats.next(now) != null).isEqualTo(now % 10 == 0);
            assertThat(heartbeats.next(now)).isNull();
        }
    }

    @Test
    void whoNeedsNoneGivesNone() {
        heartbeats.add(List.of(1), 0, 0);
        assertThat(heartbeats.next(Long.MAX_VALUE)).isNull();
        heartbeats.add(List.of(1), PERIOD, 0);
        heartbeats.clear();
        assertThat(heartbeats.next(PERIOD)).isNull();
    }
}
