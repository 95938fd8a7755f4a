package im.throng.micro;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.Alone;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Each micro-benchmark for a moment, in this process: whether it runs, not how fast anything is.
@Alone
class MicroIT {

    @Test
    void everyBenchmarkRuns() throws RunnerException {
        // Other runs on this machine do no harm: no time is looked at.
        System.setProperty("jmh.ignoreLock", "true");
        Collection<RunResult> results = new Runner(new OptionsBuilder().include("im.throng.micro")
                .forks(0).warmupIterations(0).measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(50)).shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT).build()).run();

        assertThat(results).extracting(result -> result.getPrimaryResult().getLabel())
                .containsExactlyInAnyOrder("decodeSend", "decodeClassic", "encodePush", "send",
                        "all", "group", "alone", "small", "large");
        assertThat(results).allMatch(result ->
                result.getPrimaryResult().getStatistics().getN() > 0);
    }

    @Test
    void allocationIsMeasuredUnlessAnotherProfilerIsAskedFor() {
        assertThat(Main.withDefaults(List.of("Codec"))).containsExactly("Codec", "-prof", "gc",
                "-foe", "true");
        assertThat(Main.withDefaults(List.of("-prof", "stack", "-foe", "false")))
                .containsExactly("-prof", "stack", "-foe", "false");
    }
}
