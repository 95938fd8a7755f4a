package im.throng.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import im.throng.conformance.Json;
import im.throng.conformance.NativeClient;
import im.throng.conformance.Person;
import im.throng.conformance.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whatever somebody writes, wherever it is shown, stays text.
@InBrowser
class ScriptInjectionIT {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    /// A conversation of so many is drawn whole.
    private static final int TEXTS_AT_ONCE = 60;
    private static final int NAMES_AT_ONCE = 67;
    private static final String INSERT = """
            async (texts) => {
              let fired = 0;
              for (const text of texts) {
                const place = document.createElement('div');
                document.body.append(place);
                place.innerHTML = text;
                await new Promise((done) => requestAnimationFrame(done));
                place.remove();
                if (foundByDetector().length) fired++;
              }
              return fired;
            }""";

    @RegisterExtension
    final People people = new People();

    @Test
    void textsQuotesAndPreviewsStayText() {
        Window victim = watched(_ -> {});
        long id = victim.register("Victim");
        List<String> texts = Payloads.texts();
        assertThat(texts).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
        for (int from = 0; from < texts.size(); from += TEXTS_AT_ONCE) {
            List<String> some = texts.subList(from, Math.min(texts.size(), from + TEXTS_AT_ONCE));
            var person = SERVER.newPerson();
            try (var attacker = SERVER.login(person)) {
                int half = some.size() / 2;
                sendChained(attacker, "u:" + id, some.subList(0, half), 1);
                victim.enter("u:" + person.id());
                assertThat(victim.at("entry-text")).hasCount(half);
                sendChained(attacker, "u:" + id, some.subList(half, some.size()), half + 1);
            }
            assertThat(victim.at("entry-text")).hasCount(some.size());
            List<String> shown = victim.at("entry-text").allTextContents();
            for (int i = 0; i < some.size(); i++) {
                assertThat(letters(shown.get(i))).isEqualTo(letters(some.get(i)));
            }
            assertThat(victim.at("quote").count()).isEqualTo(some.size() - 2);
            assertThat(found(victim)).isEmpty();
        }
    }

    @Test
    void namesOfPeopleAndGroupsNoticesAndLivesStayText() {
        List<String> names = Payloads.names();
        assertThat(names).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
        // So high that all rows and lines exist, and drawn coarsely, as nobody looks.
        Window victim = watched(device -> device.setViewportSize(1200, 6_000)
                .setDeviceScaleFactor(0.2));
        long id = victim.register(names.getFirst());
        for (int from = 0; from < names.size(); from += NAMES_AT_ONCE) {
            victim.page().navigate("about:blank");
            showNames(victim, id, names.subList(from,
                    Math.min(names.size(), from + NAMES_AT_ONCE)));
        }
        // These come while the victim looks on.
        showNames(victim, id, names.subList(0, 10));
        victim.click("me");
        assertThat(victim.at("person-dialog")).containsText(names.getFirst());
        assertThat(found(victim)).isEmpty();
    }

    /// A group for each name, and one where all talk who are called so, all seen by the victim.
    private static void showNames(Window victim, long id, List<String> names) {
        var members = new ArrayList<Long>();
        members.add(id);
        List<Person> called = names.stream()
                .map(name -> new Person(TestServer.unusedId(), "password", name)).toList();
        try (var client = SERVER.open()) {
            Pipeline.ask(client, "account.register", called.size(), i -> Json.object(
                    "userId", called.get(i).id(), "userPwd", called.get(i).password(),
                    "userName", called.get(i).name()));
        }
        called.forEach(one -> members.add(one.id()));
        try (var owner = SERVER.loginNew()) {
            Pipeline.ask(owner, "group.create", names.size(),
                    i -> groupOf(names.get(i), List.of(id)));
            String group = owner.ask("group.create", groupOf(names.getLast(), members))
                    .path("conversation").stringValue("");
            owner.ask("group.update", Json.object("conversation", group,
                    "notice", names.getLast()));
            greet(called, group);
            victim.go("#/c/" + group + "/info");
        }
        assertThat(victim.at("entry-text")).hasCount(names.size());
        assertThat(victim.at("member")).hasCount(members.size() + 1);
        assertThat(victim.at("group-title")).hasText(names.getLast());
        assertThat(victim.at("info-notice")).hasText(names.getLast());
        assertThat(victim.at("member").locator("bdi").allTextContents()).containsAll(names);
        assertThat(victim.at("row-title").allTextContents()).containsAll(names);
        assertThat(found(victim)).isEmpty();
    }

    /// Without this the two above might look at nothing.
    @Test
    void theDetectorFiresWhereTextBecomesHtml() {
        Window careless = watched(device -> device.setBypassCSP(true));
        careless.go("");
        assertThat(careless.at("login-page")).isVisible();
        assertThat(found(careless)).isEmpty();
        // Those that lead away would end the test itself.
        List<String> texts = Payloads.texts().stream().filter(text ->
                !text.contains("http-equiv") && !text.contains("<base")).toList();
        Object fired = careless.page().evaluate(INSERT, texts);
        assertThat(((Number) fired).intValue()).isGreaterThan(150);
        careless.page().evaluate("document.body.innerHTML = '<img src=x onerror=alert(1)>'");
        careless.page().waitForFunction(
                "() => foundByDetector().some((one) => one.startsWith('alert('))");
        assertThat(careless.takeComplaints()).anyMatch(one -> one.contains("xss.invalid"));
    }

    private Window watched(Consumer<Browser.NewContextOptions> device) {
        Window window = people.open(SERVER.port(), device);
        window.context().addInitScript(Payloads.resource("detector.js"));
        return window;
    }

    private static List<?> found(Window window) {
        return (List<?>) window.page().evaluate("foundByDetector()");
    }

    /// Sends texts, each as a reply to the one before.
    private static void sendChained(NativeClient from, String to, List<String> texts, int first) {
        Pipeline.ask(from, "message.send", texts.size(), i -> {
            String key = "key-" + (first + i);
            return i == 0
                    ? Json.object("to", to, "key", key, "text", texts.get(i))
                    : Json.object("to", to, "key", key, "text", texts.get(i),
                            "replyTo", first + i - 1);
        });
    }

    /// All say hello at once.
    private static void greet(List<Person> all, String to) {
        List<NativeClient> clients = all.stream().map(_ -> SERVER.open()).toList();
        Pipeline.askEach(clients, "account.login", i -> all.get(i).credentials());
        Pipeline.askEach(clients, "message.send", _ -> Json.object(
                "to", to, "key", "hello", "text", "hello"));
        clients.forEach(NativeClient::close);
    }

    private static String groupOf(String name, List<Long> members) {
        return Json.object("name", name, "joinPolicy", "invite", "members", members);
    }

    /// Marks of emphasis and code, the language of code, and white space are not shown as they are.
    private static String letters(String text) {
        return text.replace("```html", "").replaceAll("[\\s\\p{Cc}*`]", "");
    }
}
