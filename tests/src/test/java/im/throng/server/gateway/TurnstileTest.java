package im.throng.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    private static final int MANY = 500;

    @Test
    void everybodyGoesInTheOrderOfTheLineAndAFailureHoldsUpNobody() {
        List<Integer> gone = new CopyOnWriteArrayList<>();
        try (var turnstile = new Turnstile()) {
            for (int i = 0; i < MANY; i++) {
                int number = i;
                turnstile.go(() -> {
                    gone.add(number);
                    if (number % 10 == 0) {
                        throw new IllegalStateException("planted");
                    }
                });
            }
        }
        assertThat(gone).isEqualTo(IntStream.range(0, MANY).boxed().toList());
    }

    @Test
    void onlyAFewComeAtATime() {
        int most = 4 * Runtime.getRuntime().availableProcessors();
        var turnstile = new Turnstile();
        var inside = new AtomicInteger();
        var done = new AtomicInteger();
        var open = new CountDownLatch(1);
        for (int i = 0; i < most + 5; i++) {
            Thread.ofVirtual().start(() -> turnstile.come(() -> {
                inside.incrementAndGet();
                await(open);
                inside.decrementAndGet();
                done.incrementAndGet();
            }));
        }
        Awaitility.await().until(() -> inside.get() == most);
        Awaitility.await().during(Duration.ofMillis(50))
                .until(() -> inside.get() == most);
        open.countDown();
        Awaitility.await().until(() -> done.get() == most + 5);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
