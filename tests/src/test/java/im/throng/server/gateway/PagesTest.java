package im.throng.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PagesTest {

    private final Pages pages = new Pages();

    @Test
    void whoComesWhenAllTurnsAreTakenWaitsForOne() {
        List<Pages.Ticket> taken = new ArrayList<>();
        while (pages.free() > 0) {
            taken.add(pages.begin());
        }
        var next = new CompletableFuture<Pages.Ticket>();
        Thread.ofVirtual().start(() -> next.complete(pages.begin()));
        await().until(() -> pages.waiting() == 1);
        assertThat(next).isNotDone();
        taken.getFirst().end();
        assertThat(next).succeedsWithin(Duration.ofSeconds(10));
        assertThat(pages.free()).isZero();
    }

    @Test
    void aTurnEndsOnce() {
        int all = pages.free();
        Pages.Ticket ticket = pages.begin();
        assertThat(pages.free()).isEqualTo(all - 1);
        ticket.end();
        ticket.end();
        assertThat(pages.free()).isEqualTo(all);
    }
}
