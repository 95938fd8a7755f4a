package im.throng.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileTest {

    @Test
    void allOfItIsSaidInWords() {
        var profile = new Profile();
        profile.recording(Duration.ofSeconds(10));
        profile.sample("loop", List.of("im.throng.A.run", "java.B.c"), 3_000_000_000L);
        profile.sample("committer", List.of("im.throng.C.run"), 900_000_000L);
        profile.collecting(Duration.ofMillis(100));
        profile.allocated("byte[]", 3 << 20);
        profile.allocated("java.lang.String", 1 << 20);
        profile.collected("SerialNew", Duration.ofMillis(3), Duration.ofMillis(3));
        profile.collected("SerialNew", Duration.ofMillis(5), Duration.ofMillis(5));
        assertThat(profile.text()).isEqualTo("""
                profile of the server: 1 process, 10.0 s from start to end, 2 samples

                processor time by threads
                   75.0 %      3.00 s  loop
                   22.5 %      0.90 s  committer
                    2.5 %      0.10 s  (collecting garbage)

                loop: the innermost calls, 76.9 % of all
                  100.0 %  java.B.c
                loop: our calls with all that they call
                  100.0 %  im.throng.A.run

                committer: the innermost calls, 23.1 % of all
                  100.0 %  im.throng.C.run
                committer: our calls with all that they call
                  100.0 %  im.throng.C.run

                allocation by class: 4 MiB in all
                   75.0 %  byte[]
                   25.0 %  java.lang.String

                collections of garbage
                  SerialNew: 2, pauses of 8.0 ms in all, the longest 5.0 ms
                """);
        assertThat(profile.svg()).contains("<title>loop, 76.92 %</title>",
                "<title>im.throng.A.run, 76.92 %</title>");
    }

    @Test
    void aProfileOfNothingIsSaidTooInWords() {
        assertThat(new Profile().text()).contains("0 processes", "  none")
                .doesNotContain("NaN", "Infinity");
    }

    @Test
    void threadsThatDifferInNumbersAreOneGroup() {
        assertThat(Recordings.groupOf("loop-1-2")).isEqualTo("loop");
        assertThat(Recordings.groupOf("read-0")).isEqualTo("read");
        assertThat(Recordings.groupOf("committer")).isEqualTo("committer");
        assertThat(Recordings.groupOf("")).isEqualTo("unnamed threads");
        assertThat(Recordings.groupOf(null)).isEqualTo("unnamed threads");
    }

    @Test
    void arraysAreNamedAsTheyAreWritten() {
        assertThat(Recordings.readable("[B")).isEqualTo("byte[]");
        assertThat(Recordings.readable("[[J")).isEqualTo("long[][]");
        assertThat(Recordings.readable("[Ljava.lang.String;")).isEqualTo("java.lang.String[]");
        assertThat(Recordings.readable("java.lang.String")).isEqualTo("java.lang.String");
    }
}
