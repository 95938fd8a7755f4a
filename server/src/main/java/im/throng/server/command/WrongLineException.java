package im.throng.server.command;

/// A line of a file cannot be taken; the words say why and hold nothing of it.
final class WrongLineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongLineException(String words) {
        super(words, null, false, false);
    }

    String words() {
        return String.valueOf(getMessage());
    }
}
