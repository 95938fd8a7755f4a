package im.throng.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MailboxTest {

    @Test
    void tasksAreCarriedOutOneByOneInTheirOrder() throws InterruptedException {
        int count = 10_000;
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        var done = new CountDownLatch(count);
        var mailbox = new Mailbox(Integer.MAX_VALUE, () -> { });
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            expected.add(number);
            mailbox.offer(() -> {
                seen.add(number);
                done.countDown();
            });
        }
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void itSaysWhenItIsFullAndWhenItIsHalfEmpty() throws InterruptedException {
        var gate = new Semaphore(0);
        var drained = new CountDownLatch(1);
        var mailbox = new Mailbox(4, drained::countDown);
        mailbox.offer(gate::acquireUninterruptibly);
        boolean full = false;
        for (int i = 0; i < 5; i++) {
            full = mailbox.offer(() -> { });
        }
        assertThat(full).isTrue();
        assertThat(drained.getCount()).isEqualTo(1);
        gate.release();
        assertThat(drained.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aTaskThatFailsDoesNotStopTheOthers() throws InterruptedException {
        var done = new CountDownLatch(1);
        var mailbox = new Mailbox(4, () -> { });
        mailbox.offer(() -> {
            throw new IllegalStateException("planted");
        });
        mailbox.offer(done::countDown);
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
