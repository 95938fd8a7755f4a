package im.throng.bench.load;

import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// One connection of a user: asks and waits, and passes on what is pushed.
///
/// Threading: any thread may ask; pushes come on the connection's own virtual thread.
public final class Visitor implements AutoCloseable {

    private final RawLine line;

    /// Connects.
    ///
    /// @param heard takes the pushes, in their order
    public Visitor(InetSocketAddress server, Consumer<Push> heard) {
        try {
            line = new RawLine(server, heard);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Logs in and returns the answer.
    public AccountReply.LoggedIn login(Person person) {
        return (AccountReply.LoggedIn) ask(
                new AnonymousRequest.Login(person.id(), person.password(), "bench"));
    }

    /// Goes on with a session.
    public void resume(Token token) {
        ask(new AnonymousRequest.Resume(token.text()));
    }

    /// Asks and returns the answer, which must be no refusal.
    public Reply ask(Request request) {
        try {
            Reply reply = line.ask(request);
            if (reply instanceof Reply.Refused refused) {
                throw new IllegalStateException(request + " was refused: " + refused);
            }
            return reply;
        } catch (IOException e) {
            throw new IllegalStateException("no answer to " + request, e);
        }
    }

    /// Asks without waiting; if the connection ends before the answer, so does the future.
    public CompletableFuture<Reply> post(Request request) {
        var answer = new CompletableFuture<Reply>();
        try {
            line.post(request, answer::complete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        line.onEnd(() -> answer.completeExceptionally(new IOException("the line ended")));
        return answer;
    }

    /// Closes without a word.
    @Override
    public void close() {
        try {
            line.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
