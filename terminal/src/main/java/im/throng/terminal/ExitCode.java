package im.throng.terminal;

/// How the program ended, after sysexits.h.
enum ExitCode {
    /// Left in order.
    OK(0),
    /// The options make no sense.
    USAGE(64),
    /// The server could not be reached, or what was said could not be sent.
    UNREACHABLE(69),
    /// A fault of the program.
    INTERNAL(70),
    /// What was waited for did not come in time.
    TOO_LATE(75),
    /// The last login or registration was refused.
    REFUSED(77);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /// Returns the number the shell sees.
    int number() {
        return number;
    }
}
