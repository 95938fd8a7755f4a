package im.throng.protocol.message;

import org.jspecify.annotations.Nullable;

/// What may be asked before login.
public sealed interface AnonymousRequest extends Request {

    /// Makes an account.
    ///
    /// @param userId the id wished for; absent: the next free one
    record Register(@Nullable UserId userId, String password, String userName, String sex)
            implements AnonymousRequest {
        @Override
        public String toString() {
            return "Register[" + userId + "]"; // A password must not reach a log by accident.
        }
    }

    /// Begins a session by password.
    ///
    /// @param device a name for the list of sessions; empty if the client gave none
    record Login(UserId userId, String password, String device) implements AnonymousRequest {
        @Override
        public String toString() {
            return "Login[" + userId + "]";
        }
    }

    /// Goes on with a session by its token.
    record Resume(String token) implements AnonymousRequest {
        @Override
        public String toString() {
            return "Resume[]";
        }
    }
}
