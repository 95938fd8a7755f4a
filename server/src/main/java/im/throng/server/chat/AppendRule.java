package im.throng.server.chat;

import im.throng.protocol.error.RejectedException;

/// Decides whether a draft may be appended, by what is true inside the transaction. It is pure: it
/// reads what it is given and nothing else.
public interface AppendRule {

    /// Refuses, or returns.
    void check(Standing standing) throws RejectedException;
}
