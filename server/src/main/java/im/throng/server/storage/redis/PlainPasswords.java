package im.throng.server.storage.redis;

/// What becomes of the original system's plain passwords.
public enum PlainPasswords {
    /// They stay, so that a server of the original system can share the users.
    KEEP,
    /// Each is emptied as soon as there is a hash of it.
    BLANK
}
