package im.throng.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import im.throng.conformance.TestServer;
import im.throng.terminal.PlainTerminal;
import im.throng.terminal.screen.Language;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Ann and Bob at the page and Carol at the terminal, while the server goes away and comes back.
@InBrowser
class ThreePeopleIT {

    @RegisterExtension
    final People people = new People();

    @TempDir
    Path temporary;

    private TestServer server;
    private Window ann;
    private Window bob;
    private PlainTerminal carol;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.started();
        ann = people.open(server.port());
        bob = people.open(server.port());
        ann.register("Ann");
        bob.register("Bob");
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
}
