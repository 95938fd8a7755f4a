package im.throng.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketFrame;
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
    private boolean isDeaf;

    Line(Page page) {
        this.page = page;
        page.routeWebSocket(_ -> true, this::carry);
    }

    private void carry(WebSocketRoute socket) {
        if (isCut) {
            socket.close();
        } else {
            WebSocketRoute server = socket.connectToServer();
            server.onMessage(frame -> pass(frame, socket));
            ends.add(server);
            ends.add(socket);
        }
    }

    private void pass(WebSocketFrame frame, WebSocketRoute to) {
        if (isDeaf) {
            return;
        }
        if (frame.text() == null) {
            to.send(frame.binary());
        } else {
            to.send(frame.text());
        }
    }

    /// Loses what the server says from now on; the server hears the tab.
    void deafen() {
        isDeaf = true;
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
