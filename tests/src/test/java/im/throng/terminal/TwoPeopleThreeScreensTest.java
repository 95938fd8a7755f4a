package im.throng.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.fault.SlowProxy;
import im.throng.terminal.screen.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two people in a group, one of them with two devices, while the network of one is cut again and
/// again and the server restarts in between.
class TwoPeopleThreeScreensTest {

    private static final Pattern SAID =
            Pattern.compile("^(?:\\d\\d:\\d\\d.#(\\d+) .*\\bword-.*|Sent #(\\d+).*)$");
    private static final int ROUNDS = 12;

    @TempDir
    Path temporary;

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS,
            threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everyScreenShowsEveryMessageOnceInTheSameOrder() throws Exception {
        try (TerminalServer server = new TerminalServer(temporary.resolve("server"));
             SlowProxy network = new SlowProxy(server.port());
             PlainTerminal phone = terminal(network.port(), "phone");
             PlainTerminal laptop = terminal(server.port(), "laptop");
             PlainTerminal bob = terminal(network.port(), "bob")) {
            phone.type("2", "100", "secret1", "Ann", "1", "100", "secret1").awaitShown("(1-4)");
            laptop.type("1", "100", "secret1").awaitShown("(1-4)");
            bob.type("2", "200", "secret2", "Bob", "1", "200", "secret2").awaitShown("(1-4)");
            phone.type("/group create Walk 200").awaitShown("──── g:2 Walk");
            laptop.awaitShown("You are in g:2").type("/open g:2").awaitShown("──── g:2 Walk");
            bob.awaitShown("You are in g:2").type("/open g:2").awaitShown("──── g:2 Walk");
            for (int round = 0; round < ROUNDS; round++) {
                phone.type("word-a" + round);
                laptop.type("word-b" + round);
                bob.type("word-c" + round);
                switch (round) {
                    case 2, 9 -> network.cut();
                    case 5 -> server.stop();
                    case 7 -> server.again();
                    default -> { }
                }
            }
            for (PlainTerminal screen : List.of(phone, laptop, bob)) {
                await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(20))
                        .until(() -> numbers(screen).size() >= 3 * ROUNDS);
            }
            List<Long> dense = LongStream.rangeClosed(2, 3 * ROUNDS + 1).boxed().toList();
            for (PlainTerminal screen : List.of(phone, laptop, bob)) {
                assertThat(numbers(screen)).isEqualTo(dense);
            }
        }
    }

    /// Returns the numbers of all that was said, in the order of the screen: what others said, and
    /// what was said there.
    private static List<Long> numbers(PlainTerminal screen) {
        List<Long> numbers = new ArrayList<>();
        screen.shown().lines().map(SAID::matcher).filter(Matcher::matches).forEach(line ->
                numbers.add(Long.valueOf(line.group(1) != null ? line.group(1) : line.group(2))));
        return numbers;
    }

    private PlainTerminal terminal(int port, String data) throws IOException {
        return new PlainTerminal(port, temporary.resolve(data), Language.EN, null);
    }
}
