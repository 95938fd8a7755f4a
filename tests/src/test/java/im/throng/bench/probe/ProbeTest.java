package im.throng.bench.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeTest {

    @Test
    void threadsThatBeganCountWholeAndOnesThatEndedByTheTicks() {
        var from = new CpuReading(Map.of(1L, 1_000L, 2L, 500L), 1_000_000_000);
        var to = new CpuReading(Map.of(1L, 4_000L, 3L, 50L), 1_000_000_000);
        assertThat(from.nanosUntil(to)).isEqualTo(3_050);
        var ticked = new CpuReading(Map.of(1L, 4_000L), 2_000_000_000);
        assertThat(from.nanosUntil(ticked)).isEqualTo(980_000_000);
        var onlyTicks = new CpuReading(Map.of(), 1_500_000_000);
        assertThat(from.nanosUntil(onlyTicks)).isEqualTo(500_000_000);
        assertThat(onlyTicks.source()).contains("ticks");
    }

    @Test
    void theHeapOfEachCollectorIsRead() {
        assertThat(JvmProbe.usedBytes("""
                123:
                 DefNew     total 9792K, used 12K [0x0, 0x1, 0x2)
                  eden space 8704K,  40% used [0x0, 0x1, 0x2)
                 Tenured    total 21888K, used 100K [0x0, 0x1, 0x2)
                  the  space 21888K,  40% used [0x0, 0x1, 0x2)
                 Metaspace       used 7161K, committed 7424K, reserved 1114112K
                  class space    used 800K, committed 896K, reserved 1048576K
                """)).hasValue(112 * 1024);
        assertThat(JvmProbe.usedBytes("""
                123:
                 garbage-first heap   total reserved 6174720K, committed 393216K, used 2048K [0x0)
                  region size 4096K, 1 young (4096K), 0 survivors (0K)
                 Metaspace       used 7161K, committed 7424K, reserved 1114112K
                """)).hasValue(2048 * 1024);
        assertThat(JvmProbe.usedBytes("Metaspace used 7161K")).isEmpty();
    }

    @Test
    void thisProcessIsRead() {
        var probe = ProcessProbe.self();
        var before = probe.cpu();
        assertThat(probe.residentBytes()).isGreaterThan(1 << 20);
        assertThat(before.nanosUntil(probe.cpu())).isNotNegative();
        assertThat(new JvmProbe(probe.pid()).liveHeapBytes().orElseThrow())
                .isGreaterThan(1 << 20);
        assertThat(Machine.facts()).containsKeys("processor", "cores", "kernel", "jvm");
        assertThat(Machine.busyNanos().orElseThrow()).isPositive();
    }
}
