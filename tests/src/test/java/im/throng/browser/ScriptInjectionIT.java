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
    private static final int NAMES_AT_ONCE = 50;
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
                sendChained(attacker, "u:" + id, some.subList(0, half));
                victim.enter("u:" + person.id());
                assertThat(victim.at("entry-text")).hasCount(half);
                sendChained(attacker, "u:" + id, some.subList(half, some.size()));
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
        // So high that all rows and lines exist.
        Window victim = watched(device -> device.setViewportSize(1200, 6_000));
        long id = victim.register(names.getFirst());
        for (int from = 0; from < names.size(); from += NAMES_AT_ONCE) {
            showNames(victim, id, names.subList(from,
                    Math.min(names.size(), from + NAMES_AT_ONCE)));
        }
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
            for (Person one : called) {
                client.ask("account.register", Json.object("userId", one.id(),
                        "userPwd", one.password(), "userName", one.name()));
                members.add(one.id());
            }
        }
        try (var owner = SERVER.loginNew()) {
            names.forEach(name -> group(owner, name, List.of(id)));
            String group = group(owner, names.getLast(), members);
            owner.ask("group.update", Json.object("conversation", group,
                    "notice", names.getLast()));
            for (Person one : called) {
                try (var attacker = SERVER.login(one)) {
                    attacker.ask("message.send", Json.object("to", group, "key", "hello",
                            "text", "hello"));
                }
            }
            victim.enter(group);
        }
        assertThat(victim.at("entry-text")).hasCount(names.size());
        victim.click("open-info");
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
    private static void sendChained(NativeClient from, String to, List<String> texts) {
        long before = 0;
        for (String text : texts) {
            String key = "key-" + Integer.toHexString(text.hashCode());
            String message = before == 0
                    ? Json.object("to", to, "key", key, "text", text)
                    : Json.object("to", to, "key", key, "text", text, "replyTo", before);
            before = from.ask("message.send", message).path("seq").longValue(-1);
        }
    }

    private static String group(NativeClient owner, String name, List<Long> members) {
        return owner.ask("group.create", Json.object("name", name, "joinPolicy", "invite",
                "members", members)).path("conversation").stringValue("");
    }

    /// Marks of emphasis and code, the language of code, and white space are not shown as they are.
    private static String letters(String text) {
        return text.replace("```html", "").replaceAll("[\\s\\p{Cc}*`]", "");
    }
}
