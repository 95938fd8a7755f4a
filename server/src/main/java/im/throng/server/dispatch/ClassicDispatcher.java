package im.throng.server.dispatch;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ClassicMessage;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.UserId;
import im.throng.server.account.AccountController;
import im.throng.server.chat.ChatController;
import im.throng.server.presence.PresenceController;
import im.throng.server.session.Connection;
import im.throng.server.session.Responder;
import im.throng.server.session.UserSession;
import java.util.List;
import java.util.Optional;

/// The main controller of the classic dialect: the same features, with the answers, codes and words
/// of the original system.
///
/// Threading: stateless; called on the asker's mailbox thread.
public final class ClassicDispatcher {

    private static final int DONE = 200;
    private static final int WRONG_PASSWORD = 403;
    private static final int NO_SUCH_USER = 500;
    private static final int LOGIN_FAILED = 505;
    private static final int ID_TAKEN = 505;
    private static final int REGISTRATION_FAILED = 506;
    private static final int WAITING_MAX = 50;

    private final AccountController accounts;
    private final PresenceController presence;
    private final ChatController chats;
    private final Dispatcher failures;

    /// Creates the controller.
    ///
    /// @param failures logs what goes wrong, and counts logins
    public ClassicDispatcher(AccountController accounts, PresenceController presence,
                             ChatController chats, Dispatcher failures) {
        this.accounts = accounts;
        this.presence = presence;
        this.chats = chats;
        this.failures = failures;
    }

    /// Carries out what a classic client asked; empty if it gets no answer. A message to everybody
    /// is confirmed to the responder, which tells the client nothing.
    public Optional<ClassicMessage.FromServer> dispatch(ClassicMessage.FromClient message,
                                                        Responder responder) {
        return switch (message) {
            case ClassicMessage.Register m -> Optional.of(register(m, responder.connection()));
            case ClassicMessage.Login m -> Optional.of(login(m, responder.connection()));
            case ClassicMessage.Say m -> {
                say(m, responder);
                yield Optional.empty();
            }
            case ClassicMessage.Unknown _ -> Optional.empty();
            case ClassicMessage.Broken(ClassicMessage.Kind kind) -> broken(kind, responder);
        };
    }

    /// Returns the direct messages that wait for whoever is logged in, the newest ones; empty if
    /// they cannot be looked up: they stay unread and are told after the next login.
    public Optional<List<Entry>> waiting(Connection connection) {
        UserSession reader = connection.session();
        try {
            return reader == null ? Optional.empty()
                    : Optional.of(chats.waiting(reader.userId(), WAITING_MAX));
        } catch (RejectedException unreachable) {
            return Optional.empty();
        } catch (RuntimeException failure) {
            failures.failed(failure, "reading what waits");
            return Optional.empty();
        }
    }

    /// Notes that the client took a direct message.
    public void took(Connection connection, ConversationName conversation, long seq) {
        UserSession reader = connection.session();
        if (reader == null) {
            return;
        }
        try {
            chats.took(reader.userId(), connection, conversation, seq);
        } catch (RejectedException unreachable) {
            // It stays unread and is told once more after the next login.
        } catch (RuntimeException failure) {
            failures.failed(failure, "marking as read");
        }
    }

    private ClassicMessage.FromServer register(ClassicMessage.Register m,
                                               Connection connection) {
        try {
            String name = m.userName().isBlank() ? Long.toString(m.userId()) : m.userName();
            accounts.registerClassic(connection, new AnonymousRequest.Register(
                    new UserId(m.userId()), m.password(),
                    Limits.requireName("userName", name),
                    Limits.requireCharacters("sex", m.sex(), 0, Limits.SEX_MAX)));
            return new ClassicMessage.Registered(DONE, "");
        } catch (RejectedException refused) {
            return refused.code() == ErrorCode.CONFLICT
                    ? new ClassicMessage.Registered(ID_TAKEN, "用户已经存在...")
                    : new ClassicMessage.Registered(REGISTRATION_FAILED,
                            "注册发生未知错误... (" + refused.words() + ")");
        } catch (RuntimeException failure) {
            return new ClassicMessage.Registered(REGISTRATION_FAILED,
                    "注册发生未知错误... (" + failures.failed(failure, "RegisterMes").error() + ")");
        }
    }

    private ClassicMessage.FromServer login(ClassicMessage.Login m, Connection connection) {
        try {
            if (m.userId() < 1 || m.userId() > Limits.ID_MAX) {
                return new ClassicMessage.LoginRefused(NO_SUCH_USER, "用户不存在..");
            }
            UserId user = new UserId(m.userId());
            return failures.logins().count(LoginMeters.Way.CLASSIC, () -> {
                accounts.loginClassic(connection, user, m.password());
                return new ClassicMessage.LoggedIn(presence.idsFor(connection, user));
            });
        } catch (RejectedException refused) {
            return switch (refused.code()) {
                case NOT_FOUND -> new ClassicMessage.LoginRefused(NO_SUCH_USER, "用户不存在..");
                case FORBIDDEN -> new ClassicMessage.LoginRefused(WRONG_PASSWORD, "密码不正确");
                default -> new ClassicMessage.LoginRefused(LOGIN_FAILED,
                        "服务器内部错误... (" + refused.words() + ")");
            };
        } catch (RuntimeException failure) {
            return new ClassicMessage.LoginRefused(LOGIN_FAILED,
                    "服务器内部错误... (" + failures.failed(failure, "LoginMes").error() + ")");
        }
    }

    private void say(ClassicMessage.Say m, Responder responder) {
        UserSession sender = responder.connection().session();
        if (sender == null) {
            responder.answer(new Reply.Done()); // Before login it is ignored.
            return;
        }
        try {
            chats.say(sender, m.content(), responder);
        } catch (RejectedException refused) {
            responder.answer(Dispatcher.refusal(refused));
        } catch (RuntimeException failure) {
            responder.answer(failures.failed(failure, "SmsMes"));
        }
    }

    private static Optional<ClassicMessage.FromServer> broken(ClassicMessage.Kind kind,
                                                              Responder responder) {
        return switch (kind) {
            case REGISTER -> Optional.of(new ClassicMessage.Registered(REGISTRATION_FAILED,
                    "注册发生未知错误... (a field is missing or of the wrong type)"));
            case LOGIN -> Optional.of(new ClassicMessage.LoginRefused(LOGIN_FAILED,
                    "服务器内部错误... (a field is missing or of the wrong type)"));
            case SAY -> {
                boolean ignored = responder.connection().session() == null;
                responder.answer(ignored ? new Reply.Done() : new Reply.Refused(
                        ErrorCode.INVALID_FIELD, "content must be a string", 0));
                yield Optional.empty();
            }
        };
    }
}
