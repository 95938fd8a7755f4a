package im.throng.server.chat;

/// How fast everybody together may write to everybody (P-28).
///
/// Threading: any thread.
public interface AllRate {

    /// Takes a message. Returns 0, or the milliseconds until there may be one.
    long admit();
}
