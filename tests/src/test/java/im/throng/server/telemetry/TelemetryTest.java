package im.throng.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelemetryTest {

    private final Telemetry telemetry = new Telemetry();

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void whatIsCountedIsScrapedAsATotalForEachLabel() {
        Counter all = telemetry.counter("throng_sends", "Messages.", "to", "all");
        telemetry.counter("throng_sends", "Messages.", "to", "group").add(7);
        all.add(2);
        all.add(3);

        Scrape scrape = scrape();

        assertThat(scrape.value("throng_sends_total{to=\"all\"}")).isEqualTo(5);
        assertThat(scrape.value("throng_sends_total{to=\"group\"}")).isEqualTo(7);
        assertThat(scrape.types()).containsEntry("throng_sends_total", "counter");
        assertThat(scrape.helps()).containsEntry("throng_sends_total", "Messages.");
    }

    /// Nobody else holds on to them, and what is collected would be scraped as 0 or not at all.
    @Test
    void whatIsWatchedOutlivesACollection() {
        telemetry.total("throng_moves", "Moves.", () -> 11);
        telemetry.gauge("throng_depth_bytes", "Depth.", () -> 12);
        telemetry.counter("throng_steps", "Steps.").add(13);

        System.gc();

        Scrape scrape = scrape();
        assertThat(scrape.value("throng_moves_total")).isEqualTo(11);
        assertThat(scrape.value("throng_depth_bytes")).isEqualTo(12);
        assertThat(scrape.value("throng_steps_total")).isEqualTo(13);
    }

    @Test
    void aGaugeIsReadAtEachScrape() {
        var depth = new AtomicLong(4);
        telemetry.gauge("throng_queue_tasks", "What waits.", depth::get);

        assertThat(scrape().value("throng_queue_tasks")).isEqualTo(4);
        depth.set(9);

        assertThat(scrape().value("throng_queue_tasks")).isEqualTo(9);
        assertThat(scrape().types()).containsEntry("throng_queue_tasks", "gauge");
    }

    @Test
    void timesAreScrapedInSecondsWithBounds() {
        Histogram times = telemetry.times("throng_commit", "Commits.");
        times.note(3_000_000);
        times.note(30_000_000);
        times.note(-5);

        Scrape scrape = scrape();

        assertThat(scrape.types()).containsEntry("throng_commit_seconds", "histogram");
        assertThat(scrape.value("throng_commit_seconds_count")).isEqualTo(3);
        assertThat(scrape.value("throng_commit_seconds_sum")).isEqualTo(0.033);
        assertThat(scrape.value("throng_commit_seconds_bucket{le=\"1.0E-4\"}")).isEqualTo(1);
        assertThat(scrape.value("throng_commit_seconds_bucket{le=\"0.005\"}")).isEqualTo(2);
        assertThat(scrape.value("throng_commit_seconds_bucket{le=\"0.05\"}")).isEqualTo(3);
    }

    @Test
    void sizesAreToldApartByPowersOfTwo() {
        Histogram sizes = telemetry.sizes("throng_commit_batch_tasks", "Batches.");
        sizes.note(1);
        sizes.note(100);

        Scrape scrape = scrape();

        assertThat(scrape.value("throng_commit_batch_tasks_bucket{le=\"1.0\"}")).isEqualTo(1);
        assertThat(scrape.value("throng_commit_batch_tasks_bucket{le=\"64.0\"}")).isEqualTo(1);
        assertThat(scrape.value("throng_commit_batch_tasks_bucket{le=\"128.0\"}")).isEqualTo(2);
        assertThat(scrape.value("throng_commit_batch_tasks_sum")).isEqualTo(101);
    }

    @Test
    void theJvmIsWatchedToo() {
        Scrape scrape = scrape();

        assertThat(scrape.value("jvm_threads_live_threads")).isPositive();
        assertThat(scrape.value("process_files_open_files")).isPositive();
        assertThat(scrape.value("process_uptime_seconds")).isPositive();
        assertThat(scrape.labels("jvm_memory_used_bytes")).containsExactly("area", "id");
    }

    private Scrape scrape() {
        return Scrape.of(telemetry.scrape());
    }
}
