package im.throng.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A network that is as slow as a test wants it: passes what it gets on to a port of this machine,
/// each piece so much later, in order.
///
/// Threading: any thread.
public final class SlowProxy implements AutoCloseable {

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile long delayNanos;
    private volatile boolean isDown;

    /// Opens a door to this port, without delay.
    public SlowProxy(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /// Delays what comes from now on, in each direction.
    public void delay(Duration delay) {
        delayNanos = delay.toNanos();
    }

    /// Ends all connections; new ones are taken.
    public void cut() {
        sockets.forEach(SlowProxy::end);
        sockets.clear();
    }

    /// Ends all connections, and each new one at once, until it is up again.
    public void down() {
        isDown = true;
        cut();
    }

    /// Takes connections again.
    public void up() {
        isDown = false;
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        cut();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                sockets.add(client);
                if (isDown) {
                    end(client);
                    continue;
                }
                try {
                    var server = new Socket(InetAddress.getLoopbackAddress(), target);
                    sockets.add(server);
                    Thread.ofVirtual().start(() -> pass(client, server));
                    Thread.ofVirtual().start(() -> pass(server, client));
                } catch (IOException nobodyThere) {
                    end(client);
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to) {
        var buffer = new byte[64 * 1024];
        long lastDue = System.nanoTime();
        try (ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory())) {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                byte[] piece = Arrays.copyOf(buffer, count);
                long now = System.nanoTime();
                // A shorter delay must not let a piece overtake those before it.
                lastDue = Math.max(lastDue, now + delayNanos);
                writer.schedule(() -> write(out, piece, to), lastDue - now, TimeUnit.NANOSECONDS);
            }
            writer.schedule(() -> end(to), lastDue - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (IOException | RejectedExecutionException ended) {
            end(to);
        }
    }

    private static void write(OutputStream out, byte[] piece, Socket to) {
        try {
            out.write(piece);
        } catch (IOException gone) {
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Then it is as it should be.
        }
    }
}
