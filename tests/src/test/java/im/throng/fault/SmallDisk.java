package im.throng.fault;

import static org.awaitility.Awaitility.await;

import im.throng.conformance.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A disk of a few megabytes, in memory, that a server can be started on and that can be filled.
/// Only processes that enter it see it: it is mounted in a name space of its own, which needs no
/// rights of an administrator.
final class SmallDisk implements AutoCloseable {

    private static final int BIG = 64 * 1024;

    private final Path mount = TestServer.newFolder();
    private final Process holder;
    private final Path inside;

    /// Makes an empty disk.
    ///
    /// @param kib its size
    SmallDisk(int kib) {
        try {
            holder = new ProcessBuilder("unshare", "-rm", "sh", "-c",
                    "mount -t tmpfs -o size=" + kib + "k tmpfs \"$0\" && touch \"$0/mounted\""
                            + " && exec cat", mount.toString())
                    .redirectErrorStream(true).start();
        } catch (IOException failure) {
            throw new AssertionError("this test needs the command unshare of util-linux", failure);
        }
        inside = Path.of("/proc", Long.toString(holder.pid()), "root")
                .resolve(mount.toString().substring(1));
        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(5)).until(
                () -> !holder.isAlive() || Files.exists(inside.resolve("mounted")));
        if (!holder.isAlive()) {
            throw new AssertionError("this test needs user name spaces: " + words());
        }
    }

    /// Returns a plan for a server whose data are on the disk.
    ServerProcess.Plan plan() {
        return ServerProcess.Plan.on(mount.resolve("data")).startedBy(List.of("nsenter", "-t",
                Long.toString(holder.pid()), "-U", "-m", "--preserve-credentials"));
    }

    /// Returns where the disk is for those who have not entered it.
    Path inside() {
        return inside;
    }

    /// Writes a file until nothing more has room, or it has so many bytes.
    void fill(String name, long bytesMax) {
        try (OutputStream out = Files.newOutputStream(inside.resolve(name))) {
            var zeros = new byte[BIG];
            for (long left = bytesMax; left > 0; left -= BIG) {
                out.write(zeros, 0, (int) Math.min(left, BIG));
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space")) {
                throw new UncheckedIOException(full);
            }
        }
    }

    /// Deletes a file.
    void delete(String name) {
        try {
            Files.delete(inside.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        holder.destroyForcibly();
        try {
            holder.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        TestServer.deleteFolder(mount);
    }

    private String words() {
        try {
            return new String(holder.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
