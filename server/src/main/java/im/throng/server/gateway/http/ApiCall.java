package im.throng.server.gateway.http;

import im.throng.protocol.codec.Envelope;
import im.throng.protocol.codec.HttpCodec;
import im.throng.protocol.codec.RequestCodec;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import im.throng.server.dispatch.BriefDispatcher;
import im.throng.server.gateway.Pages;
import im.throng.server.gateway.Rates;
import im.throng.server.gateway.SessionRates;
import im.throng.server.session.Connection;
import im.throng.server.session.Responder;
import im.throng.server.session.UserSession;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One request of the API, from its envelope to its answer. Its refusals have the order they have
/// on the other doors: no login, an invalid field, too fast, then the rest.
///
/// Threading: made on the event loop, carried out by the connection's mailbox, answered on any
/// thread.
final class ApiCall implements Runnable, Responder {

    private static final String BEARER = "bearer ";
    private static final long MS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);

    private final Exchange exchange;
    private final BriefDispatcher dispatcher;
    private final Envelope envelope;
    private final int bytes;
    private Connection connection;

    ApiCall(Exchange exchange, BriefDispatcher dispatcher, Envelope envelope) {
        this.exchange = exchange;
        this.dispatcher = dispatcher;
        this.envelope = envelope;
        this.bytes = exchange.body().limit() + exchange.head().uri().length();
        this.connection = new BriefConnection(exchange.connection(), null);
    }

    @Override
    public void run() {
        try {
            if (exchange.connection().isOver()) {
                throw new RejectedException(ErrorCode.UNAVAILABLE, "the server is stopping",
                        MS_PER_SECOND);
            }
            carryOut();
        } catch (RejectedException refused) {
            answer(new Reply.Refused(refused.code(), refused.words(), refused.retryAfterMs()));
        } catch (RuntimeException | Error failure) {
            answer(dispatcher.failed(failure, envelope.type()));
        }
    }

    private void carryOut() {
        SessionRates rates = exchange.connection().surroundings().rates();
        long now = exchange.connection().surroundings().nanoTime().getAsLong();
        // Whatever is wrong with a request, it counts.
        if (RequestCodec.isAnonymous(envelope)) {
            long waitMs = count(rates.of(connection.address(), now), now);
            Request request = RequestCodec.decode(envelope);
            requireTurn(waitMs);
            dispatcher.dispatch((AnonymousRequest) request, this);
            return;
        }
        UserSession session;
        try {
            session = dispatcher.identify(token());
        } catch (RejectedException unknown) {
            count(rates.of(connection.address(), now), now);
            throw unknown;
        }
        connection = new BriefConnection(exchange.connection(), session);
        long waitMs = count(rates.of(session.id(), now), now);
        Request request = RequestCodec.decode(envelope);
        requireTurn(waitMs);
        if (!Pages.isPage(request)) {
            dispatcher.dispatch(request, this);
            return;
        }
        Pages.Ticket page = exchange.connection().surroundings().pages().begin();
        try {
            dispatcher.dispatch(request, this);
        } finally {
            page.end();
        }
    }

    /// Returns how long the asker had better waited.
    private long count(Rates rates, long now) {
        return rates.admit(envelope.type(), bytes, now);
    }

    private static void requireTurn(long waitMs) {
        if (waitMs > 0) {
            throw new RejectedException(ErrorCode.TOO_FAST, "too fast", waitMs);
        }
    }

    private String token() {
        @Nullable String header = exchange.headers().get(HttpHeaderNames.AUTHORIZATION);
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw new RejectedException(ErrorCode.NOT_LOGGED_IN,
                    "the header Authorization: Bearer TOKEN is needed");
        }
        return header.substring(BEARER.length()).strip();
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void answer(Reply reply) {
        byte[] body = HttpCodec.reply(reply);
        if (!(reply instanceof Reply.Refused refused)) {
            exchange.answer(HttpAnswer.of(HttpResponseStatus.OK, HttpAnswer.JSON, body));
            return;
        }
        exchange.connection().surroundings().meters().refused(refused.code());
        HttpAnswer answer = HttpAnswer.of(HttpResponseStatus.valueOf(refused.code().number()),
                HttpAnswer.JSON, body);
        if (refused.code() == ErrorCode.NOT_LOGGED_IN) {
            answer.with(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        if (refused.code().waitingHelps()) {
            answer.with(HttpHeaderNames.RETRY_AFTER, Math.max(1,
                    (refused.retryAfterMs() + MS_PER_SECOND - 1) / MS_PER_SECOND));
        }
        exchange.answer(answer);
    }
}
