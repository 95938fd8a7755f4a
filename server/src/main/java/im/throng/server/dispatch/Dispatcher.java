package im.throng.server.dispatch;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.AccountRequest;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.GroupRequest;
import im.throng.protocol.message.MemberRequest;
import im.throng.protocol.message.PresenceRequest;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import im.throng.server.account.AccountController;
import im.throng.server.chat.ChatController;
import im.throng.server.group.GroupController;
import im.throng.server.presence.PresenceController;
import im.throng.server.session.Connection;
import im.throng.server.session.Responder;
import im.throng.server.session.UserSession;
import im.throng.server.telemetry.Meters;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The main controller: hands each request to the controller of its feature. It is exhaustive on
/// purpose: a new message does not compile until it has a line here.
///
/// It alone turns refusals and failures into replies.
///
/// Threading: stateless; called on the asker's mailbox thread, unless a method says otherwise.
public final class Dispatcher {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final int REFERENCE_BYTES = 6;

    private final AccountController accounts;
    private final PresenceController presence;
    private final GroupController groups;
    private final ChatController chats;
    private final RandomGenerator random;
    private final LoginMeters logins;

    /// Creates the main controller.
    ///
    /// @param random a source for the references of failures
    public Dispatcher(AccountController accounts, PresenceController presence,
                      GroupController groups, ChatController chats, RandomGenerator random,
                      Meters meters) {
        this.accounts = accounts;
        this.presence = presence;
        this.groups = groups;
        this.chats = chats;
        this.random = random;
        this.logins = new LoginMeters(meters);
    }

    /// Carries out a request and answers it, now or later.
    public void dispatch(Request request, Responder responder) {
        try {
            route(request, responder);
        } catch (RejectedException refused) {
            responder.answer(refusal(refused));
        } catch (RuntimeException | Error failure) {
            responder.answer(failed(failure, request.getClass().getSimpleName()));
        }
    }

    /// Carries out a request of somebody who is logged in if it waits for nothing, and answers it,
    /// now or later; returns whether it has. For a caller that may not wait. Any thread.
    public boolean dispatchAtOnce(Request request, Responder responder) {
        try {
            return request instanceof ChatRequest chat
                    && chats.handleAtOnce(requireSession(responder), chat, responder);
        } catch (RejectedException refused) {
            responder.answer(refusal(refused));
        } catch (RuntimeException | Error failure) {
            responder.answer(failed(failure, request.getClass().getSimpleName()));
        }
        return true;
    }

    /// Returns the answer to a request of somebody who is logged in, if it is in memory, for a
    /// caller that may not wait: most of what an idle server is asked are signs of life. Otherwise
    /// null, and the request is to be dispatched. Any thread.
    public @Nullable Reply atHand(Request request) {
        return request instanceof ChatRequest chat ? chats.atHand(chat) : null;
    }

    /// Returns the reply that says why something was refused.
    public static Reply.Refused refusal(RejectedException refused) {
        return new Reply.Refused(refused.code(), refused.words(), refused.retryAfterMs());
    }

    private void route(Request request, Responder responder) {
        switch (request) {
            case AnonymousRequest r -> responder.answer(handle(responder.connection(), r));
            case MemberRequest member -> {
                UserSession asker = requireSession(responder);
                switch (member) {
                    case AccountRequest r -> accounts.handle(asker, r, responder);
                    case PresenceRequest r -> presence.handle(asker, r, responder);
                    case GroupRequest r -> groups.handle(asker, r, responder);
                    case ChatRequest r -> chats.handle(asker, r, responder);
                }
            }
        }
    }

    private Reply handle(Connection connection, AnonymousRequest request) {
        return switch (request) {
            case AnonymousRequest.Register r -> accounts.handle(connection, r);
            case AnonymousRequest.Login r -> logins.count(LoginMeters.Way.PASSWORD,
                    () -> accounts.handle(connection, r));
            case AnonymousRequest.Resume r -> logins.count(LoginMeters.Way.RESUME,
                    () -> accounts.handle(connection, r));
        };
    }

    /// Returns what counts logins.
    LoginMeters logins() {
        return logins;
    }

    /// Logs a failure of ours once, under a reference that its victim can quote.
    Reply.Refused failed(Throwable failure, String what) {
        byte[] bytes = new byte[REFERENCE_BYTES];
        random.nextBytes(bytes);
        String reference = Base64.getUrlEncoder().encodeToString(bytes);
        log.error("{} failed, reference {}", what, reference, failure);
        return new Reply.Refused(ErrorCode.INTERNAL,
                "the server failed, reference " + reference, 0);
    }

    static UserSession requireSession(Responder responder) {
        UserSession session = responder.connection().session();
        if (session == null) {
            throw new RejectedException(ErrorCode.NOT_LOGGED_IN, "log in first");
        }
        return session;
    }
}
