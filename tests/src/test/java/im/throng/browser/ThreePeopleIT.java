package im.throng.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import im.throng.conformance.TestServer;
import im.throng.terminal.PlainTerminal;
import im.throng.terminal.screen.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Ann and Bob at the page and Carol at the terminal, while the server goes away and comes back.
@InBrowser
class ThreePeopleIT {

    private static final long CAROL = 300;

    @RegisterExtension
    final People people = new People();

    @TempDir
    Path temporary;

    private TestServer server;
    private Window ann;
    private long annId;
    private Window bob;
    private long bobId;
    private PlainTerminal carol;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.started();
        ann = people.open(server.port());
        bob = people.open(server.port());
        annId = ann.register("Ann");
        bobId = bob.register("Bob");
        carol = new PlainTerminal(server.port(), temporary, Language.EN, null, true);
        carol.type("2", "300", "secret3", "secret3", "Carol", "1", "300", "secret3")
                .awaitShown("(1-4)");
    }

    @AfterEach
    void stop() throws IOException {
        carol.close();
        server.close();
    }

    @Test
    void aFirstMessageTakesAHandfulOfClicksAndReachesPageAndTerminal() throws IOException {
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
        Window dave = people.open(server.port());
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
        assertThat(ann.member(CAROL)).hasAttribute("data-role", "member");

        dave.click("join-group");
        dave.fill("join-code", group);
        dave.click("join-submit");
        bob.enter(group);
        bob.click("requests-notice");
        bob.click(bob.at("request", "user", daveId).getByTestId("accept"));
        assertThat(ann.member(daveId)).hasAttribute("data-role", "member");
        dave.enter(group).say("dave-1");
        bob.say("bob-1");
        for (Window one : List.of(ann, bob, dave)) {
            assertThat(one.entry("dave-1")).hasCount(1);
            assertThat(one.entry("bob-1")).hasCount(1);
        }
        carol.awaitShown("dave-1").awaitShown("bob-1");
    }

    @Test
    void anInvitationOpensByItsLink() {
        String group = ann.createGroup("Walk", "invite", bobId, "Bob");
        ann.click("open-info");
        ann.click("make-link");
        String link = ann.at("invite-link").inputValue();
        Window dave = people.open(server.port());
        dave.register("Dave");
        dave.page().navigate(link);
        dave.click("join-submit");
        dave.isIn("Walk");
        dave.say("here by the link");
        assertThat(ann.entry("here by the link")).hasCount(1);
        assertThat(ann.row(group)).hasCount(1);
    }

    @Test
    void whatIsWrittenWhileTheServerIsAwayArrivesOnce() throws IOException {
        String group = ann.createGroup("Walk", "open", bobId, "Bob");
        bob.enter(group);
        carol.type("/group join " + group, "/open " + group).awaitShown("──── " + group);
        ann.say("before");
        carol.awaitShown("before");
        int port = server.port();
        ann.mayBeAway();
        bob.mayBeAway();
        server.stop();
        ann.say("meanwhile");
        assertThat(ann.at("entry", "state", "pending")).hasCount(1);
        assertThat(ann.at("banner")).isVisible();
        server.startAt(port);
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
