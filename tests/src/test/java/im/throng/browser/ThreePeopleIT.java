package im.throng.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import im.throng.conformance.TestServer;
import im.throng.terminal.PlainTerminal;
import im.throng.terminal.screen.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Ann and Bob at the page and Carol at the terminal, while the server goes away and comes back.
@InBrowser
class ThreePeopleIT {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    @RegisterExtension
    final People people = new People();

    private final List<PlainTerminal> terminals = new ArrayList<>();

    @TempDir
    Path temporary;

    private Window ann;
    private long annId;
    private Window bob;
    private long bobId;

    @BeforeEach
    void open() {
        ann = people.open(SERVER.port());
        bob = people.open(SERVER.port());
        annId = ann.register("Ann");
        bobId = bob.register("Bob");
    }

    @AfterEach
    void close() throws IOException {
        for (PlainTerminal one : terminals) {
            one.close();
        }
    }

    /// Carol registers at the terminal, with this id.
    private PlainTerminal carol(long carolId) throws IOException {
        PlainTerminal carol =
                new PlainTerminal(SERVER.port(), temporary, Language.EN, null, true);
        terminals.add(carol);
        String id = Long.toString(carolId);
        return carol.type("2", id, "secret3", "secret3", "Carol", "1", id, "secret3")
                .awaitShown("(1-4)");
    }

    @Test
    void aFirstMessageTakesAHandfulOfClicksAndReachesPageAndTerminal() throws IOException {
        PlainTerminal carol = carol(TestServer.unusedId());
        ann.enter("all").say("ann-1");
        assertThat(ann.actions()).isLessThanOrEqualTo(8);
        bob.enter("all").sees("ann-1");
        bob.say("bob-1");
        carol.awaitShown("bob-1").type("/all", "carol-1");
        ann.sees("ann-1", "bob-1", "carol-1");
        bob.sees("ann-1", "bob-1", "carol-1");
        ann.nothingWaits();
        bob.nothingWaits();
    }

    @Test
    void onesWritingIsSeenAndWhatTheOtherReadIsTicked() {
        ann.meet(bobId, "Bob").say("are you there?");
        assertThat(ann.at("entry", "state", "stored")).hasCount(1);
        bob.enter("u:" + annId).type("wait");
        assertThat(ann.at("typing")).isVisible();
        assertThat(ann.at("entry", "state", "read")).hasCount(1);
        bob.say("yes");
        assertThat(ann.at("typing")).hasCount(0);
        ann.sees("are you there?", "yes");
    }

    @Test
    void aGroupIsMadeJoinedByLinkAndByRequestAndItsRolesChange() throws IOException {
        long carolId = TestServer.unusedId();
        PlainTerminal carol = carol(carolId);
        Window dave = people.open(SERVER.port());
        long daveId = dave.register("Dave");
        String group = ann.createGroup("Walk", "approve", bobId, "Bob");
        ann.click("open-info");
        assertThat(ann.at("member")).hasCount(2);
        assertThat(ann.member(annId)).hasAttribute("data-role", "owner");
        ann.click(ann.member(bobId).getByTestId("member-menu"));
        ann.click("make-admin");
        assertThat(ann.member(bobId)).hasAttribute("data-role", "admin");

        ann.click("make-link");
        String link = ann.at("invite-link").inputValue();
        carol.type("/group join " + link.substring(link.indexOf("join=") + 5).replaceFirst(
                "^(g:\\d+):", "$1 "));
        assertThat(ann.member(carolId)).hasAttribute("data-role", "member");

        dave.click("join-group");
        dave.fill("join-code", group);
        dave.click("join-submit");
        bob.enter(group);
        bob.click("requests-notice");
        bob.click(bob.at("request", "user", daveId).getByTestId("accept"));
        assertThat(ann.member(daveId)).hasAttribute("data-role", "member");
        dave.enter(group).say("dave to the group");
        bob.say("bob to the group");
        for (Window one : List.of(ann, bob, dave)) {
            assertThat(one.entry("dave to the group")).hasCount(1);
            assertThat(one.entry("bob to the group")).hasCount(1);
        }
        carol.awaitShown("dave to the group").awaitShown("bob to the group");
    }

    @Test
    void whatIsFoundLaterMovesNothingThatCouldBeClicked() {
        var another = SERVER.newPerson("Bo");
        ann.meet(bobId, "Bob").click("new-group");
        ann.click("picker-search");
        var knownFirst = ann.at("picker-person", "user", bobId);
        ann.fill("picker-search", "Bo");
        assertThat(knownFirst).isVisible();
        var before = List.of(knownFirst.boundingBox().y, ann.at("create-group").boundingBox().y);
        assertThat(ann.at("picker-person", "user", another.id())).isVisible();
        assertThat(List.of(knownFirst.boundingBox().y, ann.at("create-group").boundingBox().y))
                .isEqualTo(before);
    }

    @Test
    void anInvitationOpensByItsLink() {
        var person = SERVER.newPerson();
        String group = ann.createGroup("Walk", "invite", person.id(), person.name());
        ann.click("open-info");
        ann.click("make-link");
        String link = ann.at("invite-link").inputValue();
        assertThat(bob.row(group)).hasCount(0);
        bob.page().navigate(link);
        bob.click("join-submit");
        bob.isIn("Walk");
        bob.say("here by the link");
        assertThat(ann.entry("here by the link")).hasCount(1);
        assertThat(ann.row(group)).hasCount(1);
    }

    @Test
    void whatIsWrittenWhileTheServerIsAwayArrivesOnce() throws IOException {
        PlainTerminal carol = carol(TestServer.unusedId());
        String group = ann.createGroup("Walk", "open", bobId, "Bob");
        bob.enter(group);
        carol.type("/group join " + group, "/open " + group).awaitShown("──── " + group);
        ann.say("before");
        carol.awaitShown("before");
        int port = SERVER.port();
        ann.mayBeAway();
        bob.mayBeAway();
        SERVER.stop();
        ann.say("meanwhile");
        assertThat(ann.at("entry", "state", "pending")).hasCount(1);
        ann.isAway();
        SERVER.startAt(port);
        assertThat(bob.entry("meanwhile")).hasCount(1);
        carol.awaitShown("meanwhile").type("after");
        ann.sees("before", "meanwhile", "after");
        bob.sees("before", "meanwhile", "after");
        ann.nothingWaits();
        assertThat(ann.at("banner")).hasCount(0);
        assertThat(carol.shown().split("meanwhile", -1)).hasSize(2);
    }

    @Test
    void whatIsWrittenWithoutANetworkOutlivesTheTab() {
        ann.mayBeAway().meet(bobId, "Bob").say("before");
        ann.nothingWaits();
        ann.context().setOffline(true);
        ann.say("offline-1").say("offline-2");
        assertThat(ann.at("entry", "state", "pending")).hasCount(2);
        ann.closeTab();
        ann.context().setOffline(false);
        ann.newTab("#/c/u:" + bobId);
        ann.sees("before", "offline-1", "offline-2");
        ann.nothingWaits();
        bob.enter("u:" + annId).sees("before", "offline-1", "offline-2");
    }
}
