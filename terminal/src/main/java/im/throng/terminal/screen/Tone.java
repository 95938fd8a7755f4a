package im.throng.terminal.screen;

/// What a line is about, which a screen that has colours may show by one.
public enum Tone {
    /// What people say, and answers to what was asked.
    PLAIN,
    /// What somebody says to the user in particular.
    FOR_ME,
    /// What happened by itself: arrivals, confirmations.
    NOTICE,
    /// What did not succeed.
    TROUBLE
}
