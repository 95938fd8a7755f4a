package im.throng.server.gateway.dialect;

import im.throng.protocol.message.ClassicMessage;
import im.throng.protocol.message.Reply;
import im.throng.server.dispatch.ClassicDispatcher;
import im.throng.server.gateway.ClientConnection;
import im.throng.server.session.Connection;
import im.throng.server.session.Responder;

/// One classic message, from its frame to its answer, if it has one.
///
/// Threading: made on the event loop, carried out by the mailbox, answered on any thread.
final class ClassicCall implements Runnable, Responder {

    private final ClientConnection connection;
    private final ClassicDialect dialect;
    private final ClassicDispatcher dispatcher;
    private final ClassicMessage.FromClient message;
    private final boolean inFlight;

    ClassicCall(ClientConnection connection, ClassicDialect dialect, ClassicDispatcher dispatcher,
                ClassicMessage.FromClient message) {
        this.connection = connection;
        this.dialect = dialect;
        this.dispatcher = dispatcher;
        this.message = message;
        this.inFlight = message instanceof ClassicMessage.Say;
    }

    @Override
    public void run() {
        if (connection.isOver()) {
            return;
        }
        if (inFlight) {
            dialect.awaitTurn();
            connection.pace().begin();
        } else {
            connection.pace().awaitInFlight(0);
        }
        dispatcher.dispatch(message, this).ifPresent(answer ->
                connection.lane().execute(() -> {
                    dialect.answer(answer);
                    connection.flush();
                }));
    }

    @Override
    public Connection connection() {
        return connection;
    }

    /// Learns what became of a message. The client is told nothing; but if it could not be stored,
    /// the end of the connection tells that something is wrong.
    @Override
    public void answer(Reply reply) {
        if (inFlight) {
            connection.pace().done();
        }
        if (reply instanceof Reply.Refused) {
            connection.lane().execute(connection::abort);
        }
    }
}
