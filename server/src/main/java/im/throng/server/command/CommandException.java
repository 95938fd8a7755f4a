package im.throng.server.command;

import im.throng.server.ExitCode;

/// A command cannot do what it was asked for; the words tell the operator why, without a secret.
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    CommandException(ExitCode code, String words) {
        super(words, null, false, false);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
