package im.throng.conformance;

/// The server ended the connection while a frame was awaited.
public final class ConnectionEndedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ConnectionEndedException(String how) {
        super("the server ended the connection: " + how);
    }
}
