package im.throng.protocol.message;

/// What needs a session, by feature.
public sealed interface MemberRequest extends Request
        permits AccountRequest, PresenceRequest, GroupRequest, ChatRequest {
}
