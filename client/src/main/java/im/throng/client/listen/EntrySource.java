package im.throng.client.listen;

import im.throng.client.request.Outcome;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.MemberRequest;
import java.time.Duration;
import java.util.function.Consumer;

/// Where what was missed can be asked for. Called on the event loop; must not block.
public interface EntrySource {

    /// Asks; `told` learns the outcome on the event loop, early if the connection is lost.
    void read(MemberRequest request, Consumer<Outcome> told);

    /// Tells whether there is a session to read with.
    boolean isReady();

    /// Tells whether a message of this client for the conversation may be stored already, while its
    /// reply is still to come.
    boolean inDoubt(ConversationName conversation);

    /// Tells whether there is room to pass entries on.
    boolean hasRoom();

    /// Runs a task on the event loop after a while.
    void later(Duration delay, Runnable task);
}
