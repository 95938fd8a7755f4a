package im.throng.client.transport;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/// How fast messages are written. As fast as they come, until the server refuses one because it is
/// too much at the moment (429, 503): from then on one after another, each after the answer to the
/// one before and not earlier than the server said, until none waits any more.
///
/// Threading: confined to the event loop.
final class SendPace {

    private static final long WAIT_MS_MIN = 100;

    private final EventLoop loop;
    private final Runnable goOn;
    private boolean oneByOne;
    private boolean underWay;
    private boolean waiting;

    /// Creates a pace without a limit.
    ///
    /// @param goOn writes what may be written now
    SendPace(EventLoop loop, Runnable goOn) {
        this.loop = loop;
        this.goOn = goOn;
    }

    /// Tells whether a message may be written now.
    boolean mayWrite() {
        return !waiting && !(oneByOne && underWay);
    }

    /// Notes that a message was written.
    void written() {
        underWay = true;
    }

    /// Notes that a message has its outcome.
    void ended() {
        underWay = false;
        if (oneByOne) {
            goOn.run();
        }
    }

    /// Notes that a message has to be written again later.
    void refused(long retryAfterMs) {
        oneByOne = true;
        underWay = false;
        if (!waiting) {
            waiting = true;
            var _ = loop.schedule(() -> {
                waiting = false;
                goOn.run();
            }, Math.max(WAIT_MS_MIN, retryAfterMs), TimeUnit.MILLISECONDS);
        }
    }

    /// Notes that no message waits to be written.
    void allWritten() {
        oneByOne = false;
    }

    /// Notes that the connection is lost.
    void lost() {
        underWay = false;
    }
}
