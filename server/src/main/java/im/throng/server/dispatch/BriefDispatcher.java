package im.throng.server.dispatch;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Request;
import im.throng.server.account.AccountController;
import im.throng.server.session.Responder;
import im.throng.server.session.UserSession;

/// The main controller for those who are logged in for one request at a time: a token comes with
/// each, and a login leaves nobody online.
///
/// Threading: stateless; called on the asker's mailbox thread.
public final class BriefDispatcher {

    private final AccountController accounts;
    private final Dispatcher dispatcher;

    /// Creates the controller.
    ///
    /// @param dispatcher carries out what it has not to do otherwise, and counts logins
    public BriefDispatcher(AccountController accounts, Dispatcher dispatcher) {
        this.accounts = accounts;
        this.dispatcher = dispatcher;
    }

    /// Returns whose token it is, without a read of any store.
    ///
    /// @throws RejectedException 401 if it is none of ours, expired or revoked
    public UserSession identify(String token) {
        return accounts.identify(token);
    }

    /// Carries out a request of somebody who was identified, and answers it, now or later.
    public void dispatch(Request request, Responder responder) {
        dispatcher.dispatch(request, responder);
    }

    /// Carries out a request of somebody unknown, and answers it.
    ///
    /// @throws RejectedException if it is refused
    public void dispatch(AnonymousRequest request, Responder responder) {
        if (request instanceof AnonymousRequest.Login login) {
            responder.answer(dispatcher.logins().count(LoginMeters.Way.PASSWORD,
                    () -> accounts.loginBriefly(login, responder.connection().address())));
        } else {
            dispatcher.dispatch(request, responder);
        }
    }

    /// Logs a failure of ours once, under a reference that its victim can quote.
    public Reply.Refused failed(Throwable failure, String what) {
        return dispatcher.failed(failure, what);
    }
}
