package im.throng.micro;

import im.throng.protocol.message.Farewell;
import im.throng.protocol.message.User;
import im.throng.server.session.Connection;
import im.throng.server.session.Lane;
import im.throng.server.session.Packet;
import im.throng.server.session.UserSession;
import org.jspecify.annotations.Nullable;

/// A connection without a socket: it counts what it is given.
///
/// Threading: confined to its lane.
final class SilentConnection implements Connection {

    private final Lane lane;
    private @Nullable UserSession session;
    private int seat;
    private long pushes;

    SilentConnection(Lane lane) {
        this.lane = lane;
    }

    long pushes() {
        return pushes;
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public String address() {
        return "127.0.0.1";
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
    public void bind(UserSession bound) {
        session = bound;
    }

    @Override
    public void renew(User user) {
        // Its user stays as it is.
    }

    @Override
    public long lastHeardNanos() {
        return 0;
    }

    @Override
    public boolean isOver() {
        return false;
    }

    @Override
    public void push(Packet packet) {
        pushes++;
    }

    @Override
    public int seat() {
        return seat;
    }

    @Override
    public void sit(int taken) {
        seat = taken;
    }

    @Override
    public void end(Farewell reason, String words) {
        throw new IllegalStateException("ended: " + words);
    }
}
