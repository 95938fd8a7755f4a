package im.throng.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import im.throng.conformance.Json;
import im.throng.conformance.NativeClient;
import im.throng.conformance.Person;
import im.throng.conformance.TestServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the tabs of one browser leave to each other: what is not sent yet, drafts, the logout.
@InBrowser
class TabsIT {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    /// All that the browser keeps for the page, as one text.
    private static final String KEPT = """
            async () => {
              const opened = (request) => new Promise((done, failed) => {
                request.onsuccess = () => done(request.result);
                request.onerror = () => failed(request.error);
              });
              const database = await opened(indexedDB.open('throng'));
              const kept = { ...localStorage };
              for (const name of database.objectStoreNames) {
                kept[name] = await opened(
                  database.transaction(name).objectStore(name).getAll());
              }
              database.close();
              return JSON.stringify(kept);
            }""";

    @RegisterExtension
    final People people = new People();

    private Window ann;
    private long annId;
    private Page first;
    private Line firstLine;
    private Line secondLine;
    private Person bob;
    private String talk = "";

    /// Ann has two tabs at her conversation with Bob, who is not at a page; the second is in front.
    @BeforeEach
    void open() {
        bob = SERVER.newPerson();
        talk = "u:" + bob.id();
        ann = people.open(SERVER.port());
        first = ann.page();
        firstLine = ann.line();
        annId = ann.register("Ann");
        ann.go("#/c/" + talk).isIn(bob.name());
        ann.newTab();
        secondLine = ann.line();
        ann.go("#/c/" + talk).isIn(bob.name());
        ann.say("here");
        ann.nothingWaits();
    }

    @Test
    void whatAClosedTabLeftUnsentAnotherSendsOnceItHasAServerAgain() {
        Page second = ann.page();
        firstLine.cut();
        secondLine.cut();
        ann.isAway();
        ann.bringToFront(first);
        ann.isAway();
        ann.say("left behind");
        assertThat(ann.at("entry", "state", "pending")).hasCount(1);
        ann.closeTab();
        ann.bringToFront(second);
        assertThat(ann.at("entry", "state", "pending")).hasCount(1);
        secondLine.mend();
        ann.sees("here", "left behind");
        ann.nothingWaits();
        ann.say("and on");
        ann.nothingWaits();
        assertThat(textsAtBob()).containsExactly("here", "left behind", "and on");
    }

    @Test
    void whatAClosedTabLeftUnsentAnotherSendsThatHadAServerAllTheTime() {
        Page second = ann.page();
        ann.bringToFront(first);
        firstLine.cut();
        ann.isAway();
        ann.say("left behind");
        assertThat(ann.at("entry", "state", "pending")).hasCount(1);
        ann.bringToFront(second);
        ann.say("meanwhile");
        ann.nothingWaits();
        // It is the other tab's as long as that is there.
        assertThat(textsAtBob()).containsExactly("here", "meanwhile");
        first.close();
        ann.sees("here", "meanwhile", "left behind");
        ann.nothingWaits();
        ann.say("and on");
        ann.nothingWaits();
        assertThat(textsAtBob()).containsExactly("here", "meanwhile", "left behind", "and on");
    }

    @Test
    void aDraftThatOneTabSentDoesNotComeBackInTheOther() {
        Page second = ann.page();
        ann.bringToFront(first);
        ann.fill("composer", "a draft");
        ann.bringToFront(second);
        assertThat(ann.at("composer")).hasValue("a draft");
        ann.at("composer").press("Enter");
        ann.sees("here", "a draft");
        ann.nothingWaits();
        ann.bringToFront(first);
        assertThat(ann.at("composer")).hasValue("");
        ann.go("#/c/all").isIn("Everybody");
        assertThat(ann.row(talk)).isVisible();
        assertThat(ann.at("row-draft")).hasCount(0);
        ann.enter(talk).isIn(bob.name());
        assertThat(ann.at("composer")).hasValue("");
        first.reload();
        ann.sees("here", "a draft");
        assertThat(ann.at("composer")).hasValue("");
    }

    @Test
    void aLogoutLeavesNothingToReadWhateverTabsWereAboutToKeep() {
        Page second = ann.page();
        ann.page().waitForFunction("async (text) => (await (" + KEPT + ")()).includes(text)",
                "\"here\"");
        try (var client = SERVER.login(bob)) {
            send(client, "a last word");
            ann.sees("here", "a last word");
            ann.bringToFront(first);
            ann.sees("here", "a last word");
        }
        ann.go("#/settings/profile");
        ann.click("logout");
        assertThat(ann.at("login-page")).isVisible();
        ann.bringToFront(second);
        assertThat(ann.at("login-page")).isVisible();
        // What a page is still about to keep it keeps when it goes.
        first.navigate("about:blank");
        second.navigate("about:blank");
        ann.go("");
        assertThat(ann.at("login-page")).isVisible();
        String kept = (String) ann.page().evaluate(KEPT);
        assertThat(kept).contains("\"rows\":[]", "\"pages\":[]", "\"facts\":[]", "\"outbox\":[]")
                .doesNotContain("here", "a last word", bob.name(), "token");
    }

    /// The server tells both tabs that the session ended, and the other one may hear it first.
    @Test
    void aLogoutErasesAlsoIfAnotherTabHearsOfItFirst() {
        Page second = ann.page();
        second.waitForFunction("async (text) => (await (" + KEPT + ")()).includes(text)",
                "\"epoch\"");
        ann.bringToFront(first);
        firstLine.deafen();
        ann.go("#/settings/profile");
        ann.click("logout");
        assertThat(ann.at("login-page")).isVisible();
        second.close();
        ann.page().reload();
        assertThat(ann.at("login-page")).isVisible();
        ann.page().waitForFunction("async () => !(await (" + KEPT + ")()).includes('forget')");
        assertThat((String) ann.page().evaluate(KEPT))
                .contains("\"rows\":[]", "\"pages\":[]", "\"facts\":[]")
                .doesNotContain("here", bob.name());
    }

    /// As if it were closed too early, the page that logs out erases nothing.
    @Test
    void whatALogoutDidNotGetToForgetTheNextPageForgets() {
        ann.page().waitForFunction("async (text) => (await (" + KEPT + ")()).includes(text)",
                "\"here\"");
        first.close();
        ann.page().evaluate("""
                () => {
                  IDBObjectStore.prototype.delete = () => {
                    throw new Error('this page is closed');
                  };
                }""");
        ann.go("#/settings/profile");
        ann.click("logout");
        assertThat(ann.at("login-page")).isVisible();
        assertThat((String) ann.page().evaluate(KEPT)).contains("\"here\"");
        ann.newTab("");
        assertThat(ann.at("login-page")).isVisible();
        ann.page().waitForFunction("async () => !(await (" + KEPT + ")()).includes('forget')");
        assertThat((String) ann.page().evaluate(KEPT))
                .contains("\"rows\":[]", "\"pages\":[]", "\"facts\":[]")
                .doesNotContain("here", bob.name());
    }

    private void send(NativeClient from, String text) {
        from.ask("message.send", Json.object("to", "u:" + annId, "key", text, "text", text));
    }

    private List<String> textsAtBob() {
        try (var client = SERVER.login(bob)) {
            var page = client.ask("message.history", Json.object("conversation", "u:" + annId));
            return page.path("entries").valueStream()
                    .map(entry -> entry.path("text").stringValue("")).toList();
        }
    }
}
