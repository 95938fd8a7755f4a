package im.throng.protocol.message;

import java.util.List;

/// The six messages of the original system, in both directions, frozen.
public sealed interface ClassicMessage {

    /// What a classic client says.
    sealed interface FromClient extends ClassicMessage {}

    /// What a server tells a classic client.
    sealed interface FromServer extends ClassicMessage {}

    /// `RegisterMes`. The id is as sent and may be out of range.
    record Register(long userId, String password, String userName, String sex)
            implements FromClient {
        @Override
        public String toString() {
            return "Register[" + userId + "]"; // A password must not reach a log by accident.
        }
    }

    /// `LoginMes`. The id is as sent and may be out of range.
    record Login(long userId, String password) implements FromClient {
        @Override
        public String toString() {
            return "Login[" + userId + "]";
        }
    }

    /// `SmsMes` to the server; who sent it is known from the session alone.
    record Say(String content) implements FromClient {}

    /// A message whose type is none of ours: nothing happens.
    record Unknown() implements FromClient {}

    /// A message of a known type whose fields have the wrong type or are missing.
    ///
    /// @param kind which type it was
    record Broken(Kind kind) implements FromClient {}

    /// The types a classic client may send.
    enum Kind { REGISTER, LOGIN, SAY }

    /// `RegisterResMes`.
    record Registered(int code, String error) implements FromServer {}

    /// `LoginResMes` 200 with the ids online, the own one included.
    record LoggedIn(List<UserId> online) implements FromServer {
        /// Keeps its own copy of the list.
        public LoggedIn {
            online = List.copyOf(online);
        }
    }

    /// `LoginResMes` with a refusal.
    record LoginRefused(int code, String error) implements FromServer {}

    /// `NotifyUserStatusMes`: 0 online, 1 offline, 2 busy.
    record StatusChanged(UserId userId, int status) implements FromServer {}

    /// `SmsMes` from the server.
    record Said(UserId from, String fromName, String sex, String content)
            implements FromServer {}
}
