package im.throng.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import im.throng.conformance.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Enter belongs to the input method while it is at work.
@InBrowser
class InputMethodIT {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    @RegisterExtension
    final People people = new People();

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
