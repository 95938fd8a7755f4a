package im.throng.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.WebSocketFrame;
import im.throng.conformance.Json;
import im.throng.conformance.NativeClient;
import im.throng.conformance.Person;
import im.throng.conformance.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Somebody with very many conversations, one of which is very long: the page holds a window of
/// each and starts from what it kept. How long that took is written to `large-account.txt`; nothing
/// depends on it. `-Dthrong.conversations` and `-Dthrong.messages` make it larger.
@InBrowser
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class LargeAccountIT {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    private static final int CONVERSATIONS = Integer.getInteger("throng.conversations", 1_000);
    private static final int MESSAGES = Integer.getInteger("throng.messages", 3_000);
    private static final int ROWS_MOST = 200;
    private static final int ENTRIES_MOST = 300;
    private static final int UNANSWERED_MOST = 200;
    private static final long FIRST = 1_000_000;
    private static final Person ANN = new Person(900, Window.PASSWORD, "Ann");
    private static final String LONGEST = "u:" + FIRST;
    /// The number of the first entry that exists, 0 while there is none.
    private static final String TOP = "() => Number(document.querySelector("
            + "'[data-test=entry]')?.dataset.seq ?? 0)";

    @RegisterExtension
    final People people = new People();

    @BeforeAll
    static void fill() {
        try (var client = SERVER.open()) {
            client.ask("account.register", Json.object("userId", ANN.id(),
                    "userPwd", ANN.password(), "userName", ANN.name()));
            pipeline(client, "account.register", CONVERSATIONS, i -> Json.object(
                    "userId", FIRST + i, "userPwd", "password", "userName", "Person " + i));
            client.ask("account.login", ANN.credentials());
            pipeline(client, "message.send", CONVERSATIONS, i -> Json.object(
                    "to", "u:" + (FIRST + i), "key", "first-" + i, "text", "hello " + i));
            pipeline(client, "message.send", MESSAGES, i -> Json.object(
                    "to", LONGEST, "key", "more-" + i, "text", "message " + i));
        }
    }

    @Test
    void onlyWhatIsSeenExistsAndTheNextStartNeedsNoServer() throws IOException {
        Window ann = people.open(SERVER.port());
        var frames = new AtomicLong();
        var bytes = new AtomicLong();
        ann.page().onWebSocket(socket -> socket.onFrameReceived(frame -> {
            frames.incrementAndGet();
            bytes.addAndGet(length(frame));
        }));
        ann.login(ANN.id());
        assertThat(ann.row(LONGEST)).isVisible();
        String first = "first login: %d frames, %d bytes".formatted(frames.get(), bytes.get());
        assertThat(ann.at("chat-row").count()).isLessThan(ROWS_MOST);

        ann.enter(LONGEST);
        assertThat(ann.entry("message " + (MESSAGES - 1))).isVisible();
        for (int i = 0; i < 5; i++) {
            int top = ((Number) ann.page().evaluate(TOP)).intValue();
            ann.at("history").evaluate("(history) => { history.scrollTop = 0; }");
            ann.page().waitForFunction("(top) => (" + TOP + ")() < top", top);
            assertThat(ann.at("entry").count()).isLessThan(ENTRIES_MOST);
        }
        ann.click("jump-to-end");
        assertThat(ann.entry("message " + (MESSAGES - 1))).isVisible();
        ann.say("the newest");
        assertThat(ann.entry("the newest")).hasCount(1);
        ann.nothingWaits();
        ann.at("chat-list").evaluate("(list) => { list.scrollTop = list.scrollHeight; }");
        assertThat(ann.row("u:" + (FIRST + 1))).isVisible();
        assertThat(ann.at("chat-row").count()).isLessThan(ROWS_MOST);

        long begin = System.nanoTime();
        frames.set(0);
        bytes.set(0);
        ann.page().reload();
        assertThat(ann.entry("the newest")).isVisible();
        Duration again = Duration.ofNanos(System.nanoTime() - begin);
        Files.createDirectories(People.target());
        Files.writeString(People.target().resolve("large-account.txt"),
                "%d conversations, %d messages; %s; next start: %d frames, %d bytes, %d ms%n"
                        .formatted(CONVERSATIONS, MESSAGES, first, frames.get(), bytes.get(),
                                again.toMillis()));

        // A server that says nothing: what is seen now was kept.
        ann.context().routeWebSocket(_ -> true, _ -> {});
        ann.page().reload();
        assertThat(ann.entry("the newest")).isVisible();
        assertThat(ann.row(LONGEST)).isVisible();
        assertThat(ann.at("chat-row").count()).isLessThan(ROWS_MOST);
    }

    /// Asks so often, with some requests on their way at a time.
    private static void pipeline(NativeClient client, String type, int count,
            IntFunction<String> data) {
        var asked = new ArrayDeque<Long>();
        for (int i = 0; i < count; i++) {
            asked.add(client.post(type, data.apply(i)));
            if (asked.size() == UNANSWERED_MOST) {
                requireDone(client, asked.remove());
            }
        }
        asked.forEach(id -> requireDone(client, id));
    }

    private static void requireDone(NativeClient client, long id) {
        assertThat(client.reply(id).path("code").intValue(-1)).isEqualTo(200);
    }

    private static int length(WebSocketFrame frame) {
        byte[] binary = frame.binary();
        return binary != null ? binary.length : frame.text().length();
    }
}
