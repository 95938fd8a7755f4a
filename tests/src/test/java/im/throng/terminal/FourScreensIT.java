package im.throng.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.fault.ServerProcess;
import im.throng.fault.SlowProxy;
import im.throng.terminal.screen.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A group of three, one of them with two devices, while the network of two screens goes and comes
/// back, and the server is killed and started again.
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FourScreensIT {

    /// A word that others said, or the line that confirms one's own.
    private static final Pattern SAID =
            Pattern.compile("^(?:\\d\\d:\\d\\d.#(\\d+) .*word-.*|Sent #(\\d+)(?: in g:2: .*)?)$");
    /// A line of the list of conversations: the name, and what is unread.
    private static final Pattern LISTED = Pattern.compile("^[> ]([ug]:\\d+)\\s+(@?\\d*)\\s.*");
    private static final String END_OF_LIST = "back to the menu";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @TempDir
    Path temporary;

    private ServerProcess server;
    private SlowProxy network;
    private PlainTerminal phone;
    private PlainTerminal laptop;
    private PlainTerminal bob;
    private PlainTerminal carol;
    private int rounds;

    @BeforeEach
    void start() throws IOException {
        server = ServerProcess.ready(plan());
        network = new SlowProxy(server.port());
        phone = terminal(network.port(), "phone");
        laptop = terminal(server.port(), "laptop");
        bob = terminal(network.port(), "bob");
        carol = terminal(server.port(), "carol");
        phone.type("2", "100", "secret1", "secret1", "Ann", "1", "100", "secret1");
        bob.type("2", "200", "secret2", "secret2", "Bob", "1", "200", "secret2");
        carol.type("2", "300", "secret3", "secret3", "Carol", "1", "300", "secret3");
        phone.awaitShown("(1-4)");
        laptop.type("1", "100", "secret1").awaitShown("(1-4)");
        bob.awaitShown("(1-4)");
        carol.awaitShown("(1-4)");
        phone.type("/group create Walk 200 300").awaitShown("──── g:2 Walk");
        for (PlainTerminal member : List.of(laptop, bob, carol)) {
            member.awaitShown("You are in g:2").type("/open g:2").awaitShown("──── g:2 Walk");
        }
    }

    @AfterEach
    void stop() throws IOException {
        for (PlainTerminal screen : List.of(phone, laptop, bob, carol)) {
            screen.close();
        }
        network.close();
        server.close();
    }

    @Test
    void everyScreenShowsAllInOneOrderAndBothDevicesAgreeOnWhatIsUnread() throws Exception {
        talk(3);
        network.down();
        talk(3);
        carol.awaitShown("word-laptop-5");
        network.up();
        talk(3);
        server.kill();
        talk(3);
        server = ServerProcess.ready(plan().at(server.port()));
        talk(2);
        awaitDenseNumbers(4L * rounds);
        leaveTheGroup();
        network.down();
        bob.type("/msg 100 are you there?", "word-bob-last");
        carol.type("word-carol-last", "and another");
        network.up();
        awaitUnread(phone, Map.of("g:2", "3", "u:200", "1"));
        awaitUnread(laptop, Map.of("g:2", "3", "u:200", "1"));
        phone.type("/open g:2").awaitShown("word-bob-last");
        awaitUnread(phone, Map.of("g:2", "", "u:200", "1"));
        awaitUnread(laptop, Map.of("g:2", "", "u:200", "1"));
        laptop.type("/open Bob").awaitShown("are you there?");
        awaitUnread(laptop, Map.of("g:2", "", "u:200", ""));
        awaitUnread(phone, Map.of("g:2", "", "u:200", ""));
    }

    /// Says something on each screen, without waiting.
    private void talk(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            phone.type("word-phone-" + rounds);
            laptop.type("word-laptop-" + rounds);
            bob.type("word-bob-" + rounds);
            carol.type("word-carol-" + rounds);
            rounds++;
        }
    }

    /// Waits until every screen has shown as many words, and expects their numbers to be those
    /// behind the group's beginning, each once and in order.
    private void awaitDenseNumbers(long words) {
        List<Long> dense = LongStream.rangeClosed(2, words + 1).boxed().toList();
        for (PlainTerminal screen : List.of(phone, laptop, bob, carol)) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                    .until(() -> numbers(screen).size() >= words);
            assertThat(numbers(screen)).isEqualTo(dense);
        }
    }

    private void leaveTheGroup() throws IOException {
        phone.type("/all").awaitShown("──── all");
        laptop.type("/all").awaitShown("──── all");
    }

    private void awaitUnread(PlainTerminal screen, Map<String, String> unread) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50))
                .until(() -> unread(screen), new TreeMap<>(unread)::equals);
    }

    /// Lists the conversations and returns what is unread in each.
    private static Map<String, String> unread(PlainTerminal screen) throws IOException {
        int before = screen.shown().length();
        screen.type("/chats", "/help menu");
        await().until(() -> screen.shown().indexOf(END_OF_LIST, before) >= 0);
        Map<String, String> unread = new TreeMap<>();
        screen.shown().substring(before).lines().map(LISTED::matcher).filter(Matcher::matches)
                .forEach(line -> unread.put(line.group(1), line.group(2)));
        return unread;
    }

    /// Returns the numbers of all that was said in the group, in the order of the screen.
    private static List<Long> numbers(PlainTerminal screen) {
        List<Long> numbers = new ArrayList<>();
        screen.shown().lines().map(SAID::matcher).filter(Matcher::matches).forEach(line ->
                numbers.add(Long.valueOf(line.group(1) != null ? line.group(1) : line.group(2))));
        return numbers;
    }

    private ServerProcess.Plan plan() {
        return ServerProcess.Plan.on(temporary.resolve("server"));
    }

    private PlainTerminal terminal(int port, String data) throws IOException {
        return new PlainTerminal(port, temporary.resolve(data), Language.EN, null, true);
    }
}
