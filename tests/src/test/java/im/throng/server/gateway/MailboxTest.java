package im.throng.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class MailboxTest {

    @Test
    void tasksAreCarriedOutOneByOneInTheirOrder() throws InterruptedException {
        int count = 10_000;
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        var done = new CountDownLatch(count);
        var mailbox = new Mailbox(Integer.MAX_VALUE, Integer.MAX_VALUE, new LongAdder(), () -> { });
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            expected.add(number);
            mailbox.offer(() -> {
                seen.add(number);
                done.countDown();
            }, 1);
        }
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).isEqualTo(expected);
    }

    /// What tells the features that a connection is gone waits there too.
    @Test
    void anErrorOfOneTaskDoesNotKeepTheNextFromBeingCarriedOut() throws InterruptedException {
        var done = new CountDownLatch(1);
        var mailbox = new Mailbox(4, 1000, new LongAdder(), () -> { });
        mailbox.offer(() -> {
            throw new OutOfMemoryError("not really");
        }, 1);
        mailbox.offer(done::countDown, 1);
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void itSaysWhenItIsFullAndWhenItIsHalfEmpty() throws InterruptedException {
        var gate = new Semaphore(0);
        var drained = new CountDownLatch(1);
        var mailbox = new Mailbox(4, 1000, new LongAdder(), drained::countDown);
        mailbox.offer(gate::acquireUninterruptibly, 1);
        boolean full = false;
        for (int i = 0; i < 5; i++) {
            full = mailbox.offer(() -> { }, 1);
        }
        assertThat(full).isTrue();
        assertThat(drained.getCount()).isEqualTo(1);
        gate.release();
        assertThat(drained.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void itIsFullByBytesToo() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var gate = new Semaphore(0);
        var drained = new CountDownLatch(1);
        var mailbox = new Mailbox(100, 1000, new LongAdder(), drained::countDown);
        mailbox.offer(() -> {
            begun.countDown();
            gate.acquireUninterruptibly();
        }, 900);
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(mailbox.offer(() -> { }, 600)).isFalse();
        assertThat(mailbox.offer(() -> { }, 400)).isTrue();
        gate.release();
        assertThat(drained.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aTaskThatFailsDoesNotStopTheOthers() throws InterruptedException {
        var done = new CountDownLatch(1);
        var mailbox = new Mailbox(4, 1000, new LongAdder(), () -> { });
        mailbox.offer(() -> {
            throw new IllegalStateException("planted");
        }, 1);
        mailbox.offer(done::countDown, 1);
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
