package im.throng.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The one browser of a run of tests: the system's Chromium, without a screen.
///
/// Threading: one thread at a time.
final class SharedBrowser implements AutoCloseable {

    /// Patience with a slow machine; nothing is measured by it.
    static final double PATIENCE_MS = 15_000;

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    SharedBrowser() {
        Path chromium = find().orElseThrow(() -> new AssertionError("""
                No Chromium was found on the PATH, as one of %s. Install one:
                    sudo apt-get install -y --no-install-recommends chromium fonts-noto-cjk
                or leave the tests in a browser out:
                    ./throng test --without-browser""".formatted(NAMES)));
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        playwright.selectors().setTestIdAttribute("data-test");
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        // Chromium refuses to sandbox what root started.
        boolean root = "root".equals(System.getProperty("user.name"));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(chromium).setChromiumSandbox(!root)
                .setArgs(root ? List.of("--no-sandbox", "--disable-gpu") : List.of()));
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Optional<Path> find() {
        String chosen = System.getenv("THRONG_CHROMIUM");
        Stream<String> names = chosen == null || chosen.isEmpty() ? NAMES.stream()
                : Stream.of(chosen);
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return names.flatMap(name -> Stream.of(path.split(File.pathSeparator))
                        .map(folder -> Path.of(folder).resolve(name)))
                .filter(Files::isExecutable).findFirst();
    }
}
