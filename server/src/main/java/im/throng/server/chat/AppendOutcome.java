package im.throng.server.chat;

import im.throng.protocol.error.RejectedException;

/// What became of a draft.
public sealed interface AppendOutcome {

    /// It is durable.
    record Appended(long seq, long at) implements AppendOutcome {}

    /// It was durable before: this was a retry.
    record Duplicate(long seq, long at) implements AppendOutcome {}

    /// It is not stored.
    record Refused(RejectedException why) implements AppendOutcome {}
}
