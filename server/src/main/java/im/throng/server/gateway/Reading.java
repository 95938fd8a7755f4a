package im.throng.server.gateway;

/// Why a connection is not being read for a while.
public enum Reading {
    /// Its mailbox is full.
    MAILBOX,
    /// It does not take what it is answered.
    OUTBOUND
}
