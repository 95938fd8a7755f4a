package im.throng.protocol.message;

import org.jspecify.annotations.Nullable;

/// Requests about who is there.
public sealed interface PresenceRequest extends MemberRequest {

    /// Lists who is online, by id.
    ///
    /// @param after the last id of the page before; null for the first page
    record ListOnline(@Nullable UserId after, int limit) implements PresenceRequest {}

    /// Sets how the user appears, from now on and at the next logins.
    record SetStatus(Status status) implements PresenceRequest {}
}
