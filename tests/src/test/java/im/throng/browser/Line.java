package im.throng.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.util.ArrayList;
import java.util.List;

/// What one tab talks to its server by, which can be cut while other tabs keep theirs.
///
/// Threading: one thread at a time.
final class Line {

    private final Page page;
    private final List<WebSocketRoute> ends = new ArrayList<>();
    private boolean isCut;

    Line(Page page) {
        this.page = page;
        page.routeWebSocket(_ -> true, this::carry);
    }

    private void carry(WebSocketRoute socket) {
        if (isCut) {
            socket.close();
        } else {
            ends.add(socket.connectToServer());
            ends.add(socket);
        }
    }

    /// Ends the connection, and lets none come about.
    void cut() {
        isCut = true;
        ends.forEach(WebSocketRoute::close);
        ends.clear();
    }

    /// Lets connections come about, and tells the page as a browser does that finds a network.
    void mend() {
        isCut = false;
        page.evaluate("dispatchEvent(new Event('online'))");
    }
}
