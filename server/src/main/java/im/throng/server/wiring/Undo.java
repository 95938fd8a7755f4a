package im.throng.server.wiring;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes what was built so far if building does not come to its end, the last first.
///
/// Threading: used by one thread.
final class Undo implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Undo.class);

    private final Deque<AutoCloseable> built = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T part) {
        built.push(part);
        return part;
    }

    /// Leaves everything open: building has come to its end.
    void forget() {
        built.clear();
    }

    @Override
    public void close() {
        for (AutoCloseable part : built) {
            try {
                part.close();
            } catch (Exception e) {
                log.warn("closing after a failed start failed", e);
            }
        }
    }
}
