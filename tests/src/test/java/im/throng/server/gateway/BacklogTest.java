package im.throng.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What waits for all connections of a loop together, and who pays when it is too much.
class BacklogTest {

    private static final long SHARE = 1_000;

    private boolean memoryIsShort = true;
    private final Backlog backlog = new Backlog(SHARE, () -> memoryIsShort);

    @Test
    void whoTakesEverythingIsNotCounted() {
        var queue = new FakeQueue();
        queue.waits(0);

        assertThat(backlog.isEmpty()).isTrue();
    }

    @Test
    void belowTheShareNobodyIsHeld() {
        List<FakeQueue> queues = queues(300, 300, 400);

        assertThat(queues).noneMatch(queue -> queue.held);
    }

    @Test
    void theFurthestBehindAreHeldFirst() {
        List<FakeQueue> queues = queues(100, 600, 50, 300);

        assertThat(queues).extracting(queue -> queue.held)
                .containsExactly(false, true, false, false);
    }

    @Test
    void whoFallsBehindWhileItIsTooMuchIsHeldAtOnce() {
        queues(600, 500);
        var late = new FakeQueue();
        late.waits(10);

        assertThat(late.held).isTrue();
    }

    @Test
    void whatSocketsTookMeanwhileCountsNoMore() {
        List<FakeQueue> queues = queues(500, 400);
        queues.getFirst().bytes = 0;
        var other = new FakeQueue();
        other.waits(200);

        assertThat(queues).noneMatch(queue -> queue.held);
        assertThat(other.held).isFalse();
    }

    @Test
    void whoIsHeldIsLetGoWhenItsQueueIsEmpty() {
        List<FakeQueue> queues = queues(900, 600);
        assertThat(queues).allMatch(queue -> queue.held);

        queues.getLast().bytes = 0;
        backlog.review();

        assertThat(queues).extracting(queue -> queue.held).containsExactly(true, false);
    }

    @Test
    void allAreLetGoWhenHalfOfTheShareIsLeft() {
        List<FakeQueue> queues = queues(900, 600);

        queues.forEach(queue -> queue.bytes = 250);
        backlog.review();

        assertThat(queues).noneMatch(queue -> queue.held);
    }

    @Test
    void aboveTwiceTheShareTheFurthestBehindAreCutOff() {
        List<FakeQueue> queues = queues(900, 600);
        queues.getFirst().waits(1_500);

        assertThat(queues).extracting(queue -> queue.cut).containsExactly(true, false);
        assertThat(total(queues)).isLessThanOrEqualTo(2 * SHARE);
    }

    @Test
    void whoIsHardlyBehindIsNeverCutOffForOthers() {
        queues(700, 700, 600);
        var honest = queues(3).getFirst();
        backlog.review();

        assertThat(honest.cut).isFalse();
    }

    @Test
    void whatIsSharedByManyCutsNobodyOffWhileThereIsMemory() {
        memoryIsShort = false;
        List<FakeQueue> queues = queues(900, 900, 900, 900);
        backlog.review();

        assertThat(queues).noneMatch(queue -> queue.cut).anyMatch(queue -> queue.held);
    }

    @Test
    void aClassicOneIsClosedOnlyIfItIsFurthestBehind() {
        queues(900, 600);
        var classic = new FakeQueue();
        classic.classic = true;
        classic.waits(3);

        assertThat(classic.held).isFalse();
    }

    @Test
    void whoIsClosedIsForgotten() {
        List<FakeQueue> queues = queues(500, 400);
        queues.forEach(backlog::forget);

        assertThat(backlog.isEmpty()).isTrue();
        assertThat(queues(900).getFirst().held).isFalse();
    }

    @Test
    void manyThatFallBehindOneByOneNeverMakeItMoreThanTwiceTheShare() {
        List<FakeQueue> queues = queues(LongStream.range(0, 500).map(i -> 10 + i % 7).toArray());

        assertThat(total(queues)).isLessThanOrEqualTo(2 * SHARE + SHARE / 8);
    }

    private List<FakeQueue> queues(long... bytes) {
        return LongStream.of(bytes).mapToObj(some -> {
            var queue = new FakeQueue();
            queue.waits(some);
            return queue;
        }).toList();
    }

    private static long total(List<FakeQueue> queues) {
        return queues.stream().mapToLong(queue -> queue.bytes).sum();
    }

    private final class FakeQueue implements Backlog.Queue {

        private long bytes;
        private boolean held;
        private boolean cut;
        private boolean classic;

        void waits(long some) {
            bytes = some;
            backlog.note(this, some);
        }

        @Override
        public long waitingBytes() {
            return bytes;
        }

        @Override
        public void hold(boolean hold) {
            held = hold;
        }

        @Override
        public boolean isClassic() {
            return classic;
        }

        @Override
        public void reset() {
            cut = true;
            bytes = 0;
        }
    }
}
