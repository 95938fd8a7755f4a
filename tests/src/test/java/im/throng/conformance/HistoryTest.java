package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Pages of history, cut by number and by bytes. The log holds 250 entries and nobody writes.
class HistoryTest {

    private static final int HEAD = 250;
    private static final int PAGE_BYTES_MAX = 256 * 1024;
    private static final int SERVER_FRAME_BYTES_MAX = 1 << 20;

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    @BeforeAll
    static void writeALog() {
        try (var writer = SERVER.loginNew()) {
            for (int i = 1; i <= HEAD; i++) {
                writer.post("message.send",
                        Json.object("to", "all", "key", "k" + i, "text", "text " + i));
            }
            // The login was the first request.
            assertThat(writer.reply(HEAD + 1).path("data").path("seq").longValue(-1))
                    .isEqualTo(HEAD);
        }
    }

    @Test
    void p22_withoutARangeTheNewestPageComes() {
        assertPage(read("{\"conversation\":\"all\"}"), HEAD - 49, HEAD, true);
    }

    @Test
    void p22_afterReadsForward() {
        assertPage(read("{\"conversation\":\"all\",\"after\":0,\"limit\":10}"), 1, 10, true);
        assertPage(read("{\"conversation\":\"all\",\"after\":10,\"limit\":10}"), 11, 20, true);
        assertPage(read("{\"conversation\":\"all\",\"after\":240,\"limit\":10}"), 241, 250, false);
        assertPage(read("{\"conversation\":\"all\",\"after\":245,\"limit\":10}"), 246, 250, false);
        assertPage(read("{\"conversation\":\"all\",\"after\":100}"), 101, 150, true);
    }

    @Test
    void p22_beforeReadsBackwardInRisingOrder() {
        assertPage(read("{\"conversation\":\"all\",\"before\":251,\"limit\":10}"), 241, 250, true);
        assertPage(read("{\"conversation\":\"all\",\"before\":100,\"limit\":10}"), 90, 99, true);
        assertPage(read("{\"conversation\":\"all\",\"before\":11,\"limit\":10}"), 1, 10, false);
        assertPage(read("{\"conversation\":\"all\",\"before\":5,\"limit\":10}"), 1, 4, false);
        assertPage(read("{\"conversation\":\"all\",\"before\":9999,\"limit\":3}"), 248, 250, true);
    }

    @Test
    void p22_beyondTheEndsPagesAreEmpty() {
        for (var range : List.of("\"after\":250", "\"after\":9007199254740991", "\"before\":1")) {
            var page = read("{\"conversation\":\"all\"," + range + "}");
            assertThat(page.path("entries").isArray()).isTrue();
            assertThat(page.path("entries").size()).isZero();
            assertThat(page.path("more").booleanValue()).isFalse();
            assertThat(page.path("head").longValue(-1)).isEqualTo(HEAD);
        }
    }

    @Test
    void p22_aLimitAboveTheBoundIsClamped() {
        for (var limit : List.of("200", "201", "100000", "9007199254740991")) {
            assertPage(read("{\"conversation\":\"all\",\"after\":0,\"limit\":" + limit + "}"),
                    1, 200, true);
        }
        assertPage(read("{\"conversation\":\"all\",\"after\":0,\"limit\":199}"), 1, 199, true);
        assertPage(read("{\"conversation\":\"all\",\"after\":0,\"limit\":1}"), 1, 1, true);
    }

    @Test
    void p22_allIsReadableFromOneForWhoJustRegistered() {
        assertPage(read("{\"conversation\":\"all\",\"after\":0,\"limit\":3}"), 1, 3, true);
    }

    @Test
    void p22_anEmptyConversationHasAnEmptyPage() {
        try (var server = TestServer.started(); var client = server.loginNew()) {
            var page = client.ask("message.history", "{\"conversation\":\"all\"}");
            assertThat(page.path("entries").size()).isZero();
            assertThat(page.path("head").longValue(-1)).isZero();
            assertThat(page.path("more").booleanValue()).isFalse();
        }
    }

    @Test
    void p22_pagesAreCutByBytesInBothDirections() {
        try (var server = TestServer.started(); var client = server.loginNew()) {
            var count = 20;
            for (int i = 1; i <= count; i++) {
                client.say("x".repeat(60_000), "k" + i);
            }
            var forward = new ArrayList<Long>();
            while (forward.size() < count) {
                long after = forward.isEmpty() ? 0 : forward.getLast();
                var page = bigPage(client, Json.object(
                        "conversation", "all", "after", after, "limit", 200));
                forward.addAll(seqs(page));
                assertThat(page.path("more").booleanValue()).isEqualTo(forward.size() < count);
            }
            assertThat(forward).isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
            var newest = bigPage(client, Json.object("conversation", "all", "limit", 200));
            assertThat(seqs(newest).getLast()).isEqualTo(count);
            var before = bigPage(client, Json.object(
                    "conversation", "all", "before", seqs(newest).getFirst()));
            assertThat(seqs(before).getLast()).isEqualTo(seqs(newest).getFirst() - 1);
        }
    }

    /// Reads a page of large entries: more than one, at most 256 KiB and some envelope.
    private static JsonNode bigPage(NativeClient client, String data) {
        var page = client.ask("message.history", data);
        assertThat(page.path("entries").size()).isBetween(2, 4);
        assertThat(page.toString().length()).isLessThan(PAGE_BYTES_MAX + 1024);
        assertThat(seqs(page)).isSorted();
        return page;
    }

    /// A control character has six bytes as JSON: one entry alone is longer than a page may be.
    @Test
    void p22_aPageHasAtLeastOneEntryAndAFrameAtMostOneMebibyte() {
        try (var server = TestServer.started(); var client = server.loginNew();
                var other = server.loginNew()) {
            int count = 7;
            for (int i = 1; i <= count; i++) {
                client.say("\u0001".repeat(43_000), "k" + i);
            }
            for (long after = 0; after < count; after++) {
                var page = client.ask("message.history",
                        Json.object("conversation", "all", "after", after));
                assertThat(page.toString().length()).isLessThan(SERVER_FRAME_BYTES_MAX);
                assertThat(seqs(page).getFirst()).isEqualTo(after + 1);
                assertThat(page.path("more").booleanValue())
                        .isEqualTo(seqs(page).getLast() < count);
            }
            other.ask("ping", "{}");
        }
    }

    private static JsonNode read(String data) {
        try (var reader = SERVER.loginNew()) {
            return reader.ask("message.history", data);
        }
    }

    private static void assertPage(JsonNode page, long first, long last, boolean more) {
        assertThat(seqs(page)).isEqualTo(LongStream.rangeClosed(first, last).boxed().toList());
        assertThat(page.path("head").longValue(-1)).isEqualTo(HEAD);
        assertThat(page.path("more").booleanValue()).as("more").isEqualTo(more);
        page.path("entries").forEach(e -> assertThat(e.path("text").stringValue(""))
                .isEqualTo("text " + e.path("seq").longValue(-1)));
    }

    private static List<Long> seqs(JsonNode page) {
        var seqs = new ArrayList<Long>();
        page.path("entries").forEach(e -> seqs.add(e.path("seq").longValue(-1)));
        return seqs;
    }
}
