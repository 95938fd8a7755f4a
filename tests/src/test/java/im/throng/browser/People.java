package im.throng.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.jspecify.annotations.Nullable;

/// The people of a test: each has a [Window] in the one browser of the run, which starts with the
/// first test that needs it. A test fails when one of its pages complained; when it fails, there is
/// a picture of each window, and the complaints are with the failure.
public final class People implements BeforeEachCallback, AfterTestExecutionCallback,
        AfterEachCallback {

    private static final Namespace RUN = Namespace.create(People.class);

    private final List<Window> windows = new ArrayList<>();
    private @Nullable SharedBrowser shared;

    /// Returns the folder that this build writes into.
    static Path target() {
        return Path.of(System.getProperty("throng.target", "target"));
    }

    /// Somebody opens the page of the server at this port, for the first time.
    Window open(int port) {
        return open(port, _ -> {});
    }

    /// Somebody opens the page, at a device as described.
    Window open(int port, Consumer<Browser.NewContextOptions> device) {
        if (shared == null) {
            throw new IllegalStateException("only within a test");
        }
        var options = new Browser.NewContextOptions().setLocale("en-GB")
                .setTimezoneId("UTC").setViewportSize(1200, 800)
                .setReducedMotion(ReducedMotion.REDUCE);
        device.accept(options);
        var window = new Window(shared.browser().newContext(options), port);
        windows.add(window);
        return window;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        shared = context.getRoot().getStore(RUN)
                .computeIfAbsent(SharedBrowser.class, _ -> new SharedBrowser(),
                        SharedBrowser.class);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        List<String> complaints = windows.stream().flatMap(one -> one.complaints().stream())
                .toList();
        Throwable failure = context.getExecutionException().orElse(null);
        if (failure != null) {
            String name = context.getRequiredTestClass().getSimpleName() + "-"
                    + context.getRequiredTestMethod().getName();
            for (int i = 0; i < windows.size(); i++) {
                windows.get(i).picture(target().resolve("failures/" + name + "-" + i));
            }
            complaints.forEach(one -> failure.addSuppressed(new AssertionError(one)));
        } else if (!complaints.isEmpty()) {
            throw new AssertionError("pages complained: " + String.join("\n", complaints));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        windows.forEach(Window::close);
        windows.clear();
    }
}
