package im.throng.server.telemetry;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;

/// The meters of one server and of its JVM, as text for Prometheus.
///
/// Threading: any thread.
public final class Telemetry implements Meters, AutoCloseable {

    private static final Duration[] TIME_BOUNDS = LongStream.of(
            100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000,
            500_000, 1_000_000, 2_500_000, 10_000_000)
            .mapToObj(micros -> Duration.of(micros, ChronoUnit.MICROS))
            .toArray(Duration[]::new);
    private static final double[] SIZE_BOUNDS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final CompletableFuture<Void> jvmIsWatched;

    /// Creates meters with those of the JVM, which join on a thread of their own: to find out what
    /// the JVM tells takes a good part of what a start takes.
    public Telemetry() {
        jvmIsWatched = CompletableFuture.runAsync(this::watchJvm,
                task -> Thread.ofPlatform().name("telemetry").daemon().start(task));
    }

    /// Returns everything as of now, in the text format of Prometheus (version 0.0.4). It takes
    /// some milliseconds and asks the operating system, so it is nothing for event loops; who
    /// asks while another does waits.
    public synchronized String scrape() {
        jvmIsWatched.join();
        return registry.scrape();
    }

    @Override
    public Counter counter(String name, String help, String... labels) {
        var adder = new LongAdder();
        total(name, help, adder::sum, labels);
        return adder::add;
    }

    @Override
    public void gauge(String name, String help, DoubleSupplier value, String... labels) {
        Gauge.builder(name, value::getAsDouble)
                .description(help).tags(labels).strongReference(true).register(registry);
    }

    @Override
    public void total(String name, String help, DoubleSupplier value, String... labels) {
        // The library holds on to what it asks only weakly; the function has it for good.
        FunctionCounter.builder(name, this, _ -> value.getAsDouble())
                .description(help).tags(labels).register(registry);
    }

    @Override
    public Histogram times(String name, String help) {
        Timer timer = Timer.builder(name).description(help)
                .serviceLevelObjectives(TIME_BOUNDS).register(registry);
        return nanos -> timer.record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    @Override
    public Histogram sizes(String name, String help) {
        DistributionSummary summary = DistributionSummary.builder(name).description(help)
                .serviceLevelObjectives(SIZE_BOUNDS).register(registry);
        return count -> summary.record((double) Math.max(0, count));
    }

    /// Lets go of the JVM; nothing may be asked afterwards.
    @Override
    public void close() {
        jvmIsWatched.join();
        collections.close();
        registry.close();
    }

    private void watchJvm() {
        List<MeterBinder> jvm = List.of(new JvmMemoryMetrics(), collections,
                new JvmThreadMetrics(), new FileDescriptorMetrics(), new ProcessorMetrics(),
                new UptimeMetrics());
        jvm.forEach(binder -> binder.bindTo(registry));
    }
}
