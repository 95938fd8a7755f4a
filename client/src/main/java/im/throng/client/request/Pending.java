package im.throng.client.request;

import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Request;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A request that has no outcome yet.
///
/// Threading: confined to the event loop.
public final class Pending {

    private final long id;
    private final Request request;
    private final boolean survivesLoss;
    private final Consumer<Outcome> told;
    private @Nullable Future<?> timer;
    private boolean onWire;
    private boolean doubtful;

    Pending(long id, Request request, boolean survivesLoss, Consumer<Outcome> told) {
        this.id = id;
        this.request = request;
        this.survivesLoss = survivesLoss;
        this.told = told;
    }

    /// Returns its id on the wire, which stays when it is asked again.
    public long id() {
        return id;
    }

    /// Returns what was asked.
    public Request request() {
        return request;
    }

    /// Tells whether it is asked again after a lost connection.
    public boolean survivesLoss() {
        return survivesLoss;
    }

    /// Tells whether it was written to the present connection.
    public boolean isOnWire() {
        return onWire;
    }

    /// Notes that it was written to the present connection.
    public void written() {
        onWire = true;
    }

    /// Notes that it has to be written again, and may have been carried out already.
    public void unwritten() {
        doubtful |= onWire;
        onWire = false;
    }

    /// Notes that it has to be written again, and that it was not carried out.
    public void postponed() {
        onWire = false;
    }

    /// Tells whether it is a message for this conversation that may be stored already, while the
    /// reply that said so was lost.
    public boolean isDoubtfulSendTo(ConversationName conversation) {
        return doubtful && request instanceof ChatRequest.SendMessage send
                && send.to().equals(conversation);
    }

    void timer(Future<?> running) {
        timer = running;
    }

    void complete(Outcome ended) {
        if (timer != null) {
            timer.cancel(false);
        }
        told.accept(ended);
    }
}
