package im.throng.server.gateway.dialect;

import im.throng.protocol.codec.EnvelopeReader;
import im.throng.protocol.codec.MalformedFrameException;
import im.throng.server.dispatch.ClassicDispatcher;
import im.throng.server.dispatch.Dispatcher;
import im.throng.server.gateway.ClientConnection;
import im.throng.server.gateway.Dialect;
import im.throng.server.gateway.SharedPacket;
import java.nio.ByteBuffer;

/// A connection that has not said anything yet: its first frame decides what it speaks from then
/// on. What is no envelope at all is answered in the native dialect.
///
/// Threading: confined to the connection's event loop.
public final class UndecidedDialect implements Dialect {

    private final ClientConnection connection;
    private final Dispatcher dispatcher;
    private final ClassicDispatcher classicDispatcher;

    /// Creates the state of a fresh connection.
    public UndecidedDialect(ClientConnection connection, Dispatcher dispatcher,
                            ClassicDispatcher classicDispatcher) {
        this.connection = connection;
        this.dispatcher = dispatcher;
        this.classicDispatcher = classicDispatcher;
    }

    @Override
    public void received(ByteBuffer payload) {
        decided(isClassic(payload)).received(payload);
    }

    @Override
    public void tooLong(long length) {
        decided(false).tooLong(length);
    }

    @Override
    public void push(SharedPacket packet) {
        throw new IllegalStateException("nobody is logged in on this connection");
    }

    @Override
    public boolean isDecided() {
        return false;
    }

    private Dialect decided(boolean classic) {
        Dialect dialect = classic ? new ClassicDialect(connection, classicDispatcher)
                : new NativeDialect(connection, dispatcher);
        connection.decide(dialect);
        return dialect;
    }

    private static boolean isClassic(ByteBuffer payload) {
        try {
            return EnvelopeReader.readFirst(payload.duplicate()).isClassic();
        } catch (MalformedFrameException e) {
            return false;
        }
    }
}
