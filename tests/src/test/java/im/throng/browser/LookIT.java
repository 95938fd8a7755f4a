package im.throng.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import im.throng.conformance.Json;
import im.throng.conformance.NativeClient;
import im.throng.conformance.Person;
import im.throng.conformance.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How it looks: light and dark, in English and Chinese, on a desk and on a phone. Each leaves
/// pictures of the main views in the folder `screenshots`.
@InBrowser
class LookIT {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    private static final Person ANN = new Person(1001, Window.PASSWORD, "Ann Miller");
    private static final Person BOB = new Person(1002, Window.PASSWORD, "Bob Fischer");
    private static final Person MEI = new Person(1003, Window.PASSWORD, "陈梅");
    private static final Person CARL = new Person(1004, Window.PASSWORD, "Carl Ito");
    private static final String ROOM_BELOW = """
            Math.max(...[...document.querySelectorAll('[data-test=entry]')].map((entry) =>
              entry.getBoundingClientRect().bottom - entry.querySelector('[data-test=entry-text]')
                .parentElement.getBoundingClientRect().bottom))""";
    /// The number of what Mei says in the group.
    private static final long MEIS = 5;
    private static final List<NativeClient> ONLINE = new ArrayList<>();
    private static String walk = "";

    @RegisterExtension
    final People people = new People();

    @BeforeAll
    static void talk() {
        for (Person one : List.of(ANN, BOB, MEI, CARL)) {
            try (var client = SERVER.open()) {
                client.ask("account.register", Json.object("userId", one.id(),
                        "userPwd", one.password(), "userName", one.name()));
            }
        }
        var bob = SERVER.login(BOB);
        var mei = SERVER.login(MEI);
        ONLINE.addAll(List.of(bob, mei));
        try (var ann = SERVER.login(ANN); var carl = SERVER.login(CARL)) {
            walk = group(ann, "Sunday walk", BOB, MEI, CARL);
            String readers = group(mei, "读书会", ANN, BOB);
            say(carl, "all", "The new meeting room is open: https://example.org/rooms");
            say(mei, readers, "下周三读第四章");
            say(carl, "u:1001", "I sent you the notes.");
            say(mei, "u:1001", "周末一起去爬山吗？");
            say(bob, walk, "Shall we meet at *nine*, at the fountain?");
            say(ann, walk, "Nine is fine. The way up takes about two hours:");
            say(ann, walk, "```\nfountain  09:00\nchapel    10:10\nsummit    11:00\n```");
            say(mei, walk, "我带茶和水果 🍊");
            reply(carl, walk, MEIS, "I bring the map, and **good shoes** this time.");
            say(bob, walk, "The weather looks good, too: dry, and not too warm.");
            say(ann, walk, "See you there!");
        }
    }

    @AfterAll
    static void leave() {
        ONLINE.forEach(NativeClient::close);
    }

    @Test
    void lightOnADesk() {
        Window ann = people.open(SERVER.port());
        ann.go("");
        assertThat(ann.at("login-page")).isVisible();
        picture(ann, "light-login");
        ann.login(ANN.id());
        look(ann, "light", "light", "en");
        views(ann, "light");
    }

    @Test
    void darkOnADeskAndBackByTheSettings() {
        Window ann = people.open(SERVER.port(), one -> one.setColorScheme(ColorScheme.DARK));
        ann.login(ANN.id());
        look(ann, "dark", "dark", "en");
        views(ann, "dark");
        ann.go("#/settings/look");
        ann.click("theme-light");
        assertThat(ann.page().locator("html")).hasAttribute("data-theme", "light");
        ann.page().reload();
        assertThat(ann.page().locator("html")).hasAttribute("data-theme", "light");
    }

    @Test
    void inChineseAsTheBrowserSpeaksAndInEnglishByAClick() {
        Window ann = people.open(SERVER.port(), one -> one.setLocale("zh-CN"));
        ann.login(ANN.id());
        look(ann, "zh", "light", "zh-CN");
        assertThat(ann.at("chat-list").locator("xpath=..").locator("h1")).hasText("聊天");
        views(ann, "zh");
        ann.go("#/settings/look");
        ann.click("locale-en");
        assertThat(ann.page().locator("html")).hasAttribute("lang", "en");
    }

    @Test
    void largerForEyesThatNeedIt() {
        Window ann = people.open(SERVER.port());
        ann.login(ANN.id());
        ann.go("#/settings/look");
        ann.click("text-size-largest");
        assertThat(ann.page().locator("html")).hasCSS("font-size", "20px");
        ann.page().reload();
        assertThat(ann.page().locator("html")).hasCSS("font-size", "20px");
        ann.go("#/c/" + walk);
        assertThat(ann.entry("See you there!")).isVisible();
        picture(ann, "largest-conversation");
    }

    @Test
    void onAPhoneOneThingAtATimeAndNothingBesideTheScreen() {
        Window ann = people.open(SERVER.port(), one -> one.setViewportSize(390, 844)
                .setHasTouch(true).setIsMobile(true).setDeviceScaleFactor(2));
        ann.login(ANN.id());
        assertThat(ann.at("chat-list")).isVisible();
        fits(ann);
        picture(ann, "phone-list");
        ann.enter(walk);
        assertThat(ann.entry("See you there!")).isVisible();
        assertThat(ann.at("chat-list")).isHidden();
        fits(ann);
        picture(ann, "phone-conversation");
        ann.click("open-info");
        assertThat(ann.at("member")).hasCount(4);
        fits(ann);
        picture(ann, "phone-details");
        ann.click("close-info");
        ann.click("back");
        assertThat(ann.at("chat-list")).isVisible();
        for (String place : List.of("people", "settings", "settings/devices")) {
            ann.go("#/" + place);
            fits(ann);
        }
    }

    private static void look(Window window, String name, String theme, String lang) {
        assertThat(window.page().locator("html")).hasAttribute("data-theme", theme);
        assertThat(window.page().locator("html")).hasAttribute("lang", lang);
        assertThat(window.row(walk)).isVisible();
        picture(window, name + "-list");
    }

    private static void views(Window window, String name) {
        window.enter(walk);
        assertThat(window.entry("See you there!")).isVisible();
        picture(window, name + "-conversation");
        window.click("open-info");
        assertThat(window.at("member")).hasCount(4);
        isTight(window);
        picture(window, name + "-details");
        window.go("#/people");
        assertThat(window.at("person")).hasCount(ONLINE.size());
        picture(window, name + "-people");
        window.go("#/settings/profile");
        assertThat(window.at("own-id")).hasText("1001");
        picture(window, name + "-settings");
        window.go("#/");
        window.click("new-group");
        assertThat(window.at("group-dialog")).isVisible();
        picture(window, name + "-new");
        window.page().keyboard().press("Escape");
        assertThat(window.at("group-dialog")).hasCount(0);
    }

    /// Nothing that is hidden, such as what a message offers, makes room for itself below it.
    private static void isTight(Window window) {
        assertThat(((Number) window.page().evaluate(ROOM_BELOW)).intValue()).isLessThan(8);
    }

    private static void fits(Window window) {
        assertThat(((Number) window.page().evaluate(
                "document.documentElement.scrollWidth")).intValue()).isLessThanOrEqualTo(390);
    }

    private static void picture(Window window, String name) {
        Path file = People.target().resolve("screenshots").resolve(name + ".png");
        window.page().screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    private static String group(NativeClient owner, String name, Person... members) {
        return owner.ask("group.create", Json.object("name", name, "joinPolicy", "approve",
                "members", Stream.of(members).map(Person::id).toList()))
                .path("conversation").stringValue("");
    }

    private static void say(NativeClient who, String to, String text) {
        who.ask("message.send", Json.object("to", to, "key", "k" + text.hashCode(),
                "text", text));
    }

    private static void reply(NativeClient who, String to, long seq, String text) {
        who.ask("message.send", Json.object("to", to, "key", "k" + text.hashCode(),
                "text", text, "replyTo", seq));
    }
}
