package im.throng.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import im.throng.conformance.Json;
import im.throng.conformance.NativeClient;
import im.throng.conformance.TestServer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What counts as read, and where one begins to read.
@InBrowser
class ReadingIT {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    /// More than fit on a screen.
    private static final int MANY = 60;
    private static final String AFTER_LINE =
            "xpath=following-sibling::*[@data-test='entry'][1]//*[@data-test='entry-text']";

    @RegisterExtension
    final People people = new People();

    private Window ann;
    private long annId;
    private Line line;
    private NativeClient bob;
    private String talk = "";
    private int head;

    /// Ann is in a conversation with Bob and has read it.
    @BeforeEach
    void open() {
        var person = SERVER.newPerson();
        talk = "u:" + person.id();
        bob = SERVER.login(person);
        ann = people.open(SERVER.port());
        line = ann.line();
        annId = ann.register("Ann");
        send("hello");
        ann.go("#/c/" + talk).isIn(person.name());
        ann.sees("hello");
        awaitRead(head);
    }

    @AfterEach
    void close() {
        bob.close();
    }

    @Test
    void afterAReloadOnlyWhatWasShownIsRead() {
        ann.page().navigate("about:blank");
        sendMany();
        ann.go("#/c/" + talk);
        beginsAtTheFirstOfMany();
    }

    @Test
    void afterABreakOnlyWhatWasShownIsRead() {
        line.cut();
        ann.isAway();
        sendMany();
        line.mend();
        beginsAtTheFirstOfMany();
        send("live");
        assertThat(ann.entry("live")).isInViewport();
        awaitRead(head);
    }

    @Test
    void whatWasReadWithoutAConnectionCountsOnceThereIsOne() {
        ann.go("#/c/all");
        assertThat(ann.at("composer")).isVisible();
        send("in time");
        assertThat(ann.row(talk).getByTestId("badge")).isVisible();
        line.cut();
        ann.isAway();
        ann.go("#/c/" + talk);
        assertThat(ann.entry("in time")).isInViewport();
        assertThat(readByAnn()).isLessThan(head);
        line.mend();
        awaitRead(head);
        assertThat(ann.row(talk).getByTestId("badge")).hasCount(0);
    }

    @Test
    void whoWasMutedWritesAgainWhenTheTimeIsOver() {
        String group = walks();
        ann.go("#/c/" + group).isIn("Walks");
        assertThat(ann.at("composer")).isVisible();
        bob.ask("group.mute", Json.object("conversation", group, "userId", annId, "untilAt",
                Instant.now().plusSeconds(4).toEpochMilli()));
        assertThat(ann.at("composer-silent")).isVisible();
        assertThat(ann.at("composer")).isVisible();
        ann.at("composer").fill("again");
        ann.at("composer").press("Enter");
        ann.sees("again");
        ann.nothingWaits();
    }

    /// The browser has kept the row of the group, and nothing of what was said in it.
    @Test
    void whatWasNeverOpenedBeginsAtTheFirstUnreadToo() {
        String group = walks();
        assertThat(ann.row(group)).isVisible();
        ann.page().navigate("about:blank");
        for (int i = 0; i < 2 * MANY; i++) {
            sayIn(group, "text " + i, List.of());
        }
        ann.go("#/c/" + group).isIn("Walks");
        assertThat(ann.at("unread-line")).isInViewport();
        assertThat(ann.at("unread-line").locator(AFTER_LINE)).hasText("text 0");
    }

    private String walks() {
        return bob.ask("group.create", Json.object("name", "Walks", "members",
                List.of(annId))).path("conversation").stringValue("");
    }

    /// Three mentions, each further away than a page of history.
    @Test
    void mentionsAreVisitedOneAfterTheOther() {
        String group = walks();
        assertThat(ann.row(group)).isVisible();
        ann.page().navigate("about:blank");
        for (int i = 0; i < 3; i++) {
            for (int filling = 0; filling < 2 * MANY; filling++) {
                sayIn(group, "filling " + i + " " + filling, List.of());
            }
            sayIn(group, "mention " + i, List.of(annId));
        }
        sayIn(group, "the end", List.of());
        ann.go("");
        assertThat(ann.row(group).getByTestId("badge")).hasText(
                Integer.toString(3 * (2 * MANY + 1) + 1));
        ann.enter(group);
        assertThat(ann.at("unread-line")).isInViewport();
        for (int i = 0; i < 3; i++) {
            ann.click("jump-to-mention");
            assertThat(ann.entry("mention " + i)).isInViewport();
        }
        assertThat(ann.at("jump-to-mention")).hasCount(0);
    }

    private void sayIn(String group, String text, List<Long> mentions) {
        var reply = bob.ask("message.send", Json.object("to", group, "key", text,
                "text", text, "mentions", mentions));
        assertThat(reply.has("seq")).as("%s", reply).isTrue();
    }

    private void beginsAtTheFirstOfMany() {
        assertThat(ann.at("unread-line")).isInViewport();
        assertThat(ann.at("unread-line").locator(AFTER_LINE)).hasText("text 0");
        ann.waitUntil(() -> readByAnn() > 1);
        assertThat(readByAnn()).isLessThan(head);
        assertThat(ann.row(talk).getByTestId("badge")).isVisible();
        assertThat(ann.at("unread-line")).isInViewport();
        ann.click("jump-to-end");
        assertThat(ann.entry("text " + (MANY - 1))).isInViewport();
        awaitRead(head);
        assertThat(ann.row(talk).getByTestId("badge")).hasCount(0);
    }

    private void awaitRead(int seq) {
        ann.waitUntil(() -> readByAnn() == seq);
    }

    /// Returns up to where Ann has read, as Bob is told.
    private int readByAnn() {
        return bob.ask("conversation.list", "{}").path("conversations").valueStream()
                .filter(row -> row.path("conversation").stringValue("").equals("u:" + annId))
                .mapToInt(row -> row.path("peerRead").intValue(0)).sum();
    }

    private void sendMany() {
        for (int i = 0; i < MANY; i++) {
            send("text " + i);
        }
    }

    private void send(String text) {
        head = bob.ask("message.send", Json.object("to", "u:" + annId, "key", text,
                "text", text)).path("seq").intValue(-1);
    }
}
