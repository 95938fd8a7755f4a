package im.throng.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/// What one person sees and does: the storage of one browser, and the tab that is in front.
///
/// Threading: one thread at a time.
final class Window implements AutoCloseable {

    static final String PASSWORD = "open sesame";

    /// What the browser itself says of a server that is away; pages cannot keep it quiet.
    private static final Pattern AWAY =
            Pattern.compile("^WebSocket connection to .* failed|net::ERR_");
    private static final Pattern NOT_PLAIN = Pattern.compile("[\\\\^$.*+?()\\[\\]{}|/]");

    private final BrowserContext context;
    private final String origin;
    private final List<String> complaints = new ArrayList<>();
    private Page page;
    private boolean mayBeAway;
    private int actions;

    Window(BrowserContext context, int port) {
        this.context = context;
        this.origin = "http://127.0.0.1:" + port;
        context.setDefaultTimeout(SharedBrowser.PATIENCE_MS);
        context.onConsoleMessage(this::heard);
        context.onWebError(error -> complaints.add("error: " + error.error()));
        context.onRequest(request -> {
            if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) {
                complaints.add("asked for " + request.url());
            }
        });
        this.page = context.newPage();
    }

    private void heard(ConsoleMessage message) {
        boolean bad = "error".equals(message.type()) || "warning".equals(message.type());
        if (bad && !(mayBeAway && AWAY.matcher(message.text()).find())) {
            complaints.add(message.type() + ": " + message.text() + " at " + message.location());
        }
    }

    /// Returns what the pages complained of, and whom they asked that is not their server.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /// Returns what the pages complained of so far, which is forgiven with that.
    List<String> takeComplaints() {
        List<String> taken = complaints();
        complaints.clear();
        return taken;
    }

    /// From here on the server or the network may be away.
    Window mayBeAway() {
        mayBeAway = true;
        return this;
    }

    BrowserContext context() {
        return context;
    }

    Page page() {
        return page;
    }

    /// Returns how often the mouse or the keyboard was used since the window opened.
    int actions() {
        return actions;
    }

    // --- Tabs

    /// Goes to a place of the page, such as `#/c/all`, as if typed into the address line.
    Window go(String place) {
        page.navigate(origin + "/" + place);
        return this;
    }

    /// Opens another tab of the same browser, which is then in front.
    Page newTab(String place) {
        newTab();
        go(place);
        return page;
    }

    /// Opens an empty tab of the same browser, which is then in front.
    Page newTab() {
        page = context.newPage();
        return page;
    }

    /// Returns what the tab in front talks to the server by from now on; to be called before it
    /// goes anywhere.
    Line line() {
        return new Line(page);
    }

    /// Brings a tab to the front.
    void bringToFront(Page tab) {
        page = tab;
        tab.bringToFront();
    }

    /// Closes the tab in front; the browser stays.
    void closeTab() {
        page.close();
    }

    // --- Looking

    /// Returns the elements with this name.
    Locator at(String name) {
        return page.getByTestId(name);
    }

    /// Returns the elements with this name and a data attribute.
    Locator at(String name, String attribute, Object value) {
        return page.locator("[data-test=\"%s\"][data-%s=\"%s\"]"
                .formatted(name, attribute, value));
    }

    /// Returns a conversation's row in the list.
    Locator row(String conversation) {
        return at("chat-row", "conversation", conversation);
    }

    /// Returns the entries that say exactly this.
    Locator entry(String text) {
        // It is the browser that reads the pattern, which knows no \Q.
        String plain = NOT_PLAIN.matcher(text).replaceAll("\\\\$0");
        return at("entry").filter(new Locator.FilterOptions().setHas(page.getByTestId("entry-text")
                .filter(new Locator.FilterOptions().setHasText(
                        Pattern.compile("^\\s*" + plain + "\\s*$")))));
    }

    /// Returns a member's line in the details of the group.
    Locator member(long id) {
        return at("member", "user", id);
    }

    /// Waits until the open conversation shows exactly these texts, in this order.
    void sees(String... texts) {
        assertThat(at("entry-text")).hasText(texts);
    }

    /// Waits until all that this person wrote is on the server's disk.
    void nothingWaits() {
        assertThat(at("entry", "state", "pending")).hasCount(0);
        assertThat(at("entry", "state", "failed")).hasCount(0);
    }

    /// Waits until this tab knows that it has no server.
    void isAway() {
        assertThat(at("banner")).isVisible();
    }

    /// Waits for something elsewhere, while the page goes on.
    void waitUntil(BooleanSupplier condition) {
        page.waitForCondition(condition);
    }

    /// Waits for the name of the open conversation.
    Window isIn(String title) {
        assertThat(at("chat-title")).hasText(title);
        return this;
    }

    // --- Doing

    void click(Locator what) {
        actions++;
        what.click();
    }

    void click(String name) {
        click(at(name));
    }

    void fill(String name, String text) {
        actions++;
        at(name).fill(text);
    }

    /// Registers by the page and goes in; returns the new id.
    long register(String name) {
        go("");
        click("show-register");
        fill("register-name", name);
        fill("login-password", PASSWORD);
        click("register-submit");
        long id = Long.parseLong(at("registered-id").textContent().strip());
        click("enter-registered");
        assertThat(at("main")).isVisible();
        return id;
    }

    /// Logs in by the page.
    Window login(long id) {
        go("");
        click("show-login");
        fill("login-id", Long.toString(id));
        fill("login-password", PASSWORD);
        click("login-submit");
        assertThat(at("main")).isVisible();
        return this;
    }

    /// Opens a conversation that is in the list.
    Window enter(String conversation) {
        click(row(conversation));
        return this;
    }

    /// Finds somebody by the name and opens the conversation with them.
    Window meet(long id, String name) {
        fill("list-search", name);
        click(at("found-person", "user", id));
        isIn(name);
        return this;
    }

    /// Begins a group with somebody and opens it; returns its name on the wire.
    String createGroup(String title, String policy, long member, String name) {
        click("new-group");
        fill("picker-search", name);
        click(at("picker-person", "user", member));
        fill("group-name", title);
        click("group-policy-" + policy);
        click("create-group");
        isIn(title);
        return page.url().replaceFirst("^.*#/c/", "");
    }

    /// Says something in the open conversation.
    Window say(String text) {
        fill("composer", text);
        actions++;
        at("composer").press("Enter");
        return this;
    }

    /// Presses a key, such as `Shift+Tab`, wherever the focus is.
    Window press(String key) {
        actions++;
        page.keyboard().press(key);
        return this;
    }

    /// Types, letter by letter, without sending.
    Window type(String text) {
        at("composer").pressSequentially(text);
        return this;
    }

    // --- Pictures, and the end

    /// Writes a picture of each tab, with this path and a number and `.png` behind it.
    void picture(Path path) {
        List<Page> tabs = context.pages();
        for (int i = 0; i < tabs.size(); i++) {
            try {
                tabs.get(i).screenshot(new Page.ScreenshotOptions()
                        .setPath(path.resolveSibling(path.getFileName() + "-" + i + ".png")));
            } catch (PlaywrightException gone) {
                complaints.add("no picture: " + gone.getMessage());
            }
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
