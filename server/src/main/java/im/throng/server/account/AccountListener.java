package im.throng.server.account;

import im.throng.protocol.message.UserId;

/// Learns what becomes of accounts, so that each feature can begin or erase what it keeps of one.
///
/// Threading: called by the thread that carries out the request; it may block.
public interface AccountListener {

    /// An account was made here, or taken over from another system.
    void began(UserId user);

    /// An account was erased: what is personal has to go. It may be told again, since what was
    /// interrupted is done once more.
    void erased(UserId user);
}
