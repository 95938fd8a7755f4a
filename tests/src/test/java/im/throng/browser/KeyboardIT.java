package im.throng.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import im.throng.conformance.Json;
import im.throng.conformance.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// All by the keyboard, and Enter belongs to the input method while that is at work.
@InBrowser
class KeyboardIT {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    @RegisterExtension
    final People people = new People();

    @Test
    void messagesPeopleAndConversationsAreReachedWithoutAMouse() {
        Window ann = people.open(SERVER.port());
        long annId = ann.register("Ann");
        var bob = SERVER.newPerson();
        try (var client = SERVER.login(bob)) {
            for (String text : new String[] {"one", "two", "three"}) {
                client.ask("message.send", Json.object("to", "u:" + annId, "key", text,
                        "text", text));
            }
        }
        assertThat(ann.row("u:" + bob.id())).isVisible();
        ann.press("Control+k");
        assertThat(ann.at("switcher-input")).isFocused();
        ann.page().keyboard().type(bob.name());
        assertThat(ann.at("switcher-option").first()).containsText(bob.name());
        ann.press("Enter").isIn(bob.name());
        ann.sees("one", "two", "three");
        assertThat(ann.at("composer")).isFocused();

        ann.press("Shift+Tab");
        assertThat(ann.entry("three")).isFocused();
        ann.press("ArrowUp");
        assertThat(ann.entry("two")).isFocused();
        ann.press("r");
        assertThat(ann.at("composer-reply")).containsText("two");
        assertThat(ann.at("composer")).isFocused();
        ann.page().keyboard().type("an answer");
        ann.press("Enter").sees("one", "two", "three", "an answer");
        assertThat(ann.entry("an answer").getByTestId("quote")).containsText("two");

        ann.at("me").focus();
        ann.press("Enter");
        assertThat(ann.at("person-dialog")).isVisible();
        ann.press("Escape");
        assertThat(ann.at("person-dialog")).hasCount(0);
        assertThat(ann.at("me")).isFocused();
        ann.press("Alt+n");
        assertThat(ann.at("group-dialog")).isVisible();
        ann.press("Escape");
        assertThat(ann.at("group-dialog")).hasCount(0);
    }

    @Test
    void chineseNamesAreFoundByTheFirstLettersOfTheirSpelling() {
        Window ann = people.open(SERVER.port());
        long annId = ann.register("Ann");
        for (String name : new String[] {"张三", "李小龙", "欧阳娜娜"}) {
            var person = SERVER.newPerson(name);
            try (var client = SERVER.login(person)) {
                client.ask("message.send", Json.object("to", "u:" + annId, "key", "k",
                        "text", "你好"));
            }
            assertThat(ann.row("u:" + person.id())).isVisible();
        }
        for (String[] spelt : new String[][] {{"zs", "张三"}, {"lxl", "李小龙"},
            {"oynn", "欧阳娜娜"}, {"小龙", "李小龙"}}) {
            ann.press("Control+k");
            ann.fill("switcher-input", spelt[0]);
            assertThat(ann.at("switcher-option").first()).containsText(spelt[1]);
            ann.press("Escape");
        }
    }

    @Test
    void enterChoosesFromAnInputMethodAndSendsOnlyAfterIt() {
        Window ann = people.open(SERVER.port());
        ann.register("Ann");
        ann.enter("all");
        ann.at("composer").focus();
        CDPSession keyboard = ann.context().newCDPSession(ann.page());
        compose(keyboard, "ni hao");
        enter(keyboard);
        compose(keyboard, "ni hao ma");
        enter(keyboard);
        var chosen = new JsonObject();
        chosen.addProperty("text", "你好吗");
        keyboard.send("Input.insertText", chosen);
        ann.at("composer").press("Enter");
        // Whatever had been sent before would stand above it.
        ann.sees("你好吗");
        ann.nothingWaits();
    }

    private static void compose(CDPSession keyboard, String text) {
        var composition = new JsonObject();
        composition.addProperty("text", text);
        composition.addProperty("selectionStart", text.length());
        composition.addProperty("selectionEnd", text.length());
        keyboard.send("Input.imeSetComposition", composition);
    }

    /// The key alone, as some browsers tell it; the input method takes what it would type.
    private static void enter(CDPSession keyboard) {
        for (String type : new String[] {"rawKeyDown", "keyUp"}) {
            var key = new JsonObject();
            key.addProperty("type", type);
            key.addProperty("key", "Enter");
            key.addProperty("code", "Enter");
            key.addProperty("windowsVirtualKeyCode", 13);
            keyboard.send("Input.dispatchKeyEvent", key);
        }
    }
}
