package im.throng.server.gateway.http;

import im.throng.protocol.message.Farewell;
import im.throng.protocol.message.User;
import im.throng.server.gateway.ClientConnection;
import im.throng.server.session.Connection;
import im.throng.server.session.Lane;
import im.throng.server.session.Packet;
import im.throng.server.session.UserSession;
import org.jspecify.annotations.Nullable;

/// A connection for as long as one request takes: it says whose request it is, and hears nothing.
/// The registry of sessions never learns of it, so nobody is online by it.
///
/// Threading: immutable.
final class BriefConnection implements Connection {

    private final ClientConnection carrier;
    private final @Nullable UserSession session;

    /// Creates the connection of a request.
    ///
    /// @param carrier what the request came by
    /// @param session whose it is; null if nobody has to be logged in for it
    BriefConnection(ClientConnection carrier, @Nullable UserSession session) {
        this.carrier = carrier;
        this.session = session;
    }

    @Override
    public Lane lane() {
        return carrier.lane();
    }

    @Override
    public String address() {
        return carrier.address();
    }

    @Override
    public boolean isClassic() {
        return false;
    }

    @Override
    public @Nullable UserSession session() {
        return session;
    }

    @Override
    public void bind(UserSession newSession) {
        throw new IllegalStateException("nobody stays logged in by one request");
    }

    @Override
    public void renew(User user) {
        // It is over before that matters.
    }

    @Override
    public long lastHeardNanos() {
        return carrier.lastHeardNanos();
    }

    @Override
    public boolean isOver() {
        return carrier.isOver();
    }

    @Override
    public void push(Packet packet) {
        throw new IllegalStateException("nobody hears pushes by HTTP");
    }

    @Override
    public int seat() {
        throw new IllegalStateException("it sits nowhere");
    }

    @Override
    public void sit(int seat) {
        throw new IllegalStateException("it sits nowhere");
    }

    @Override
    public void end(Farewell reason, String words) {
        // The request that is under way is still answered; the next one needs a token that holds.
    }
}
