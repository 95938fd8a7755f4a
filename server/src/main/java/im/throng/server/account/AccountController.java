package im.throng.server.account;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.AccountReply;
import im.throng.protocol.message.AccountRequest;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.Farewell;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.UserId;
import im.throng.server.session.Connection;
import im.throng.server.session.Responder;
import im.throng.server.session.Sessions;
import im.throng.server.session.UserSession;
import java.util.List;

/// Account requests, translated to the account services and back.
///
/// Threading: stateless; runs on the asker's mailbox thread, so it may block.
public final class AccountController {

    private final Registrations registrations;
    private final Logins logins;
    private final AccountSessions accountSessions;
    private final AccountChanges changes;
    private final Profiles profiles;
    private final Sessions sessions;
    private final Greeting greeting;

    /// Creates the controller.
    public AccountController(Registrations registrations, Logins logins,
                             AccountSessions accountSessions, AccountChanges changes,
                             Profiles profiles, Sessions sessions, Greeting greeting) {
        this.registrations = registrations;
        this.logins = logins;
        this.accountSessions = accountSessions;
        this.changes = changes;
        this.profiles = profiles;
        this.sessions = sessions;
        this.greeting = greeting;
    }

    /// Answers what may be asked before login.
    public Reply handle(Connection connection, AnonymousRequest request) {
        return switch (request) {
            case AnonymousRequest.Register r ->
                    new AccountReply.Registered(registrations.register(r, connection.address()));
            case AnonymousRequest.Login r -> {
                requireAnonymous(connection);
                yield enter(connection, logins.byPassword(r, connection.address()));
            }
            case AnonymousRequest.Resume r -> {
                requireAnonymous(connection);
                yield enter(connection, logins.byToken(r.token()));
            }
        };
    }

    /// Answers what needs a session.
    public void handle(UserSession asker, AccountRequest request, Responder responder) {
        switch (request) {
            case AccountRequest.Logout _ -> {
                accountSessions.logout(asker);
                responder.answer(new Reply.Done());
                accountSessions.closeConnections(List.of(asker.id()), Farewell.LOGGED_OUT,
                        "logged out");
            }
            case AccountRequest.ListSessions _ ->
                    responder.answer(new AccountReply.SessionList(accountSessions.list(asker)));
            case AccountRequest.Revoke r -> {
                List<SessionId> ended = revoke(asker, r);
                responder.answer(new AccountReply.Revoked(ended.size()));
                accountSessions.closeConnections(ended, Farewell.REVOKED, "the session was ended");
            }
            case AccountRequest.UpdateProfile r ->
                    responder.answer(new AccountReply.Updated(
                            profiles.update(asker.userId(), r)));
            case AccountRequest.ChangePassword r -> {
                List<SessionId> ended = changes.password(asker, r.oldPassword(), r.newPassword(),
                        responder.connection().address());
                responder.answer(new Reply.Done());
                accountSessions.closeConnections(ended, Farewell.REVOKED,
                        "the password was changed");
            }
            case AccountRequest.DeleteAccount r -> {
                List<SessionId> ended = changes.delete(asker, r.password(),
                        responder.connection().address());
                responder.answer(new Reply.Done());
                accountSessions.closeConnections(ended, Farewell.REVOKED,
                        "the account was deleted");
            }
            case AccountRequest.SearchUsers r -> responder.answer(
                    new AccountReply.UserList(profiles.search(r.query(), r.limit())));
            case AccountRequest.GetUsers r ->
                    responder.answer(new AccountReply.UserList(profiles.users(r.userIds())));
        }
    }

    /// Logs in without staying: the session has a token, and no connection. It takes the place of
    /// the user's sessions on the same device.
    ///
    /// @throws RejectedException as [Logins#byPassword]
    public Reply loginBriefly(AnonymousRequest.Login request, String address) {
        Logins.Begun begun = logins.onItsDevice(request, address);
        accountSessions.left(begun.session());
        return greeting.reply(begun);
    }

    /// Returns whose token it is, without a read of any store.
    ///
    /// @throws RejectedException 401 if it is none of ours, expired or revoked
    public UserSession identify(String token) {
        return logins.identify(token);
    }

    /// Registers in the classic dialect.
    ///
    /// @throws RejectedException as [Registrations#registerClassic]
    public UserId registerClassic(Connection connection, AnonymousRequest.Register request) {
        return registrations.registerClassic(request, connection.address());
    }

    /// Logs in in the classic dialect; afterwards the user is online.
    ///
    /// @throws RejectedException as [Logins#classic], 409 if the connection is logged in
    public void loginClassic(Connection connection, UserId userId, String password) {
        requireAnonymous(connection);
        Logins.ClassicLogin login = logins.classic(userId, password, connection.address());
        sessions.open(connection, login.session());
        boolean holds = false;
        try {
            // A change of the password a moment ago has not seen this session.
            holds = login.stillRight().getAsBoolean();
        } finally {
            if (!holds) {
                connection.end(Farewell.REVOKED, "the password was changed");
            }
        }
    }

    private List<SessionId> revoke(UserSession asker, AccountRequest.Revoke request) {
        SessionId one = request.sessionId();
        if (one == null) {
            return accountSessions.revokeOthers(asker);
        }
        accountSessions.revoke(asker, one);
        return List.of(one);
    }

    private AccountReply.LoggedIn enter(Connection connection, Logins.Begun begun) {
        // The user is online before the reply leaves, so the reply counts the user.
        sessions.open(connection, begun.session());
        return greeting.reply(begun);
    }

    private static void requireAnonymous(Connection connection) {
        if (connection.session() != null) {
            throw new RejectedException(ErrorCode.CONFLICT, "this connection is logged in already");
        }
    }
}
