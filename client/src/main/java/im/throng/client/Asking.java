package im.throng.client;

import im.throng.client.listen.ListeningThread;
import im.throng.client.request.Outcome;
import im.throng.client.transport.Link;
import im.throng.protocol.message.AccountRequest;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.MemberRequest;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Requests as calls that wait, or as stages that do not.
///
/// Threading: any thread may ask; its own state is immutable.
final class Asking {

    private static final long GRACE_MS = 2_000;

    private final Link link;
    private final ListeningThread listening;
    private final Duration requestTimeout;
    private final Duration loginTimeout;
    private final Duration sendTimeout;

    Asking(Link link, ListeningThread listening, ThrongClientBuilder builder) {
        this.link = link;
        this.listening = listening;
        this.requestTimeout = builder.requestTimeout();
        this.loginTimeout = builder.loginTimeout();
        this.sendTimeout = builder.sendTimeout();
    }

    /// Waits until there is a connection.
    void connect(Duration timeout) {
        CompletableFuture<Outcome> opened = new CompletableFuture<>();
        unlessClosed(() -> link.open(opened::complete), opened::complete);
        answer(opened, timeout);
    }

    /// Asks, waits, and returns the answer of the type that belongs to the request.
    <R extends Reply> R ask(Request request, Class<R> type) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        submit(request, outcome::complete);
        Reply reply = answer(outcome, timeout(request));
        if (type.isInstance(reply)) {
            return type.cast(reply);
        }
        throw new IllegalStateException("an answer of another type: " + reply);
    }

    /// Asks without waiting; the stage completes on the listening thread.
    CompletionStage<Reply> request(Request request) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        submit(request, outcome -> {
            if (!listening.give(() -> complete(reply, outcome))) {
                complete(reply, outcome);
            }
        });
        return reply.minimalCompletionStage();
    }

    private static void complete(CompletableFuture<Reply> reply, Outcome outcome) {
        var _ = switch (outcome) {
            case Outcome.Answered answered -> reply.complete(answered.reply());
            case Outcome.Disconnected lost ->
                    reply.completeExceptionally(new DisconnectedException(lost.why()));
            case Outcome.TimedOut late ->
                    reply.completeExceptionally(new TimedOutException(late.why()));
        };
    }

    /// Asks without waiting; `told` learns the outcome on the event loop.
    void submit(Request request, Consumer<Outcome> told) {
        unlessClosed(() -> link.submit(request, timeout(request), again(request), told), told);
    }

    /// Tells whether a request may be carried out twice. The second change of a password would
    /// fail for its old password, and count as a guess.
    private static boolean again(Request request) {
        return switch (request) {
            case AnonymousRequest _, AccountRequest.Logout _, AccountRequest.ChangePassword _,
                 AccountRequest.DeleteAccount _ -> false;
            case MemberRequest _ -> true;
        };
    }

    private static void unlessClosed(Runnable action, Consumer<Outcome> told) {
        try {
            action.run();
        } catch (RejectedExecutionException closed) {
            told.accept(new Outcome.Disconnected("the client was closed"));
        }
    }

    private Duration timeout(Request request) {
        return switch (request) {
            // What checks a password waits for its turn.
            case AnonymousRequest _, AccountRequest.ChangePassword _,
                 AccountRequest.DeleteAccount _ -> loginTimeout;
            case ChatRequest.SendMessage _ -> sendTimeout;
            case MemberRequest _ -> requestTimeout;
        };
    }

    private static Reply answer(CompletableFuture<Outcome> waiting, Duration timeout) {
        try {
            // The link keeps the timeout; ours is only for a loop that was ended under it.
            Outcome outcome = waiting.get(timeout.toMillis() + GRACE_MS, TimeUnit.MILLISECONDS);
            return switch (outcome) {
                case Outcome.Answered(Reply.Refused refused) -> throw new RefusedException(refused);
                case Outcome.Answered(Reply reply) -> reply;
                case Outcome.Disconnected(String why) -> throw new DisconnectedException(why);
                case Outcome.TimedOut(String why) -> throw new TimedOutException(why);
            };
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DisconnectedException("interrupted while waiting for the answer");
        } catch (java.util.concurrent.TimeoutException late) {
            throw new TimedOutException("the client did not answer in time");
        } catch (ExecutionException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
