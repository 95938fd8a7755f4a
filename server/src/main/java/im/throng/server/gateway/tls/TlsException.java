package im.throng.server.gateway.tls;

/// A certificate or a key cannot be used. Its message is for the operator, and names the file.
public final class TlsException extends Exception {

    private static final long serialVersionUID = 1;

    TlsException(String message) {
        super(message);
    }

    TlsException(String message, Throwable cause) {
        super(message, cause);
    }
}
