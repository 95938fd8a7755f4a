package im.throng.server.chat;

import im.throng.protocol.error.RejectedException;

/// Decides whether a draft may be appended, by what is true inside the transaction. It
/// reads what it is given, and may take a turn of a rate after all else is in order.
public interface AppendRule {

    /// Refuses, or returns.
    void check(Standing standing) throws RejectedException;
}
