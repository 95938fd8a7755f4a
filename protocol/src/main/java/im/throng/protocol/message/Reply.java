package im.throng.protocol.message;

import im.throng.protocol.error.ErrorCode;

/// The answer to a request.
public sealed interface Reply {

    /// An answer 200.
    sealed interface Success extends Reply
            permits Done, AccountReply, PresenceReply, GroupReply, ChatReply {}

    /// Done, and there is nothing more to say.
    record Done() implements Success {}

    /// The request was refused.
    ///
    /// @param error        words a person can read
    /// @param retryAfterMs when the same request may succeed, from now; 0 if waiting does not help
    record Refused(ErrorCode code, String error, long retryAfterMs) implements Reply {}
}
