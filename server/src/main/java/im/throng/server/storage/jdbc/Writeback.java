package im.throng.server.storage.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the system write what was changed in a file to its disk, one part of the file after the
/// other: all at once it is thousands of writes, behind which every sync of another file waits.
///
/// The file is mapped for that, and the mapping is synced in parts (`msync`); nothing is read or
/// written by it.
///
/// Threading: one thread at a time, which nobody interrupts: that would close the file, see
/// [#close].
final class Writeback implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Writeback.class);
    /// A part begins at a multiple of it, which is one of every system's page length.
    private static final long ALIGNMENT = 64 * 1024;

    private final Path file;
    private final FileChannel channel;
    private boolean broken;

    /// A part of a file, in bytes.
    record Part(long from, long length) {}

    /// Opens the file.
    ///
    /// @throws UncheckedIOException if it cannot be opened
    Writeback(Path file) {
        this.file = file;
        try {
            this.channel = FileChannel.open(file, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes the file's parts back. If that fails it is warned of and not tried again: whoever
    /// relies on the file being on the disk has to sync it himself, and learns it then.
    ///
    /// @param count  how many parts there are at most
    /// @param before runs before each part with its number; with false it ends
    /// @return false if it was ended
    boolean pass(int count, IntPredicate before) {
        if (broken) {
            return true;
        }
        try (Arena arena = Arena.ofConfined()) {
            long size = channel.size();
            MemorySegment all = channel.map(MapMode.READ_WRITE, 0, size, arena);
            List<Part> parts = parts(size, count);
            for (int i = 0; i < parts.size(); i++) {
                if (!before.test(i)) {
                    return false;
                }
                all.asSlice(parts.get(i).from(), parts.get(i).length()).force();
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            log.warn("{} cannot be written back in parts: {}", file, e.getMessage());
            broken = true;
            return true;
        }
    }

    /// Returns the parts of a file, which cover it.
    static List<Part> parts(long size, int count) {
        long length = Math.ceilDiv(Math.ceilDiv(size, (long) count), ALIGNMENT) * ALIGNMENT;
        List<Part> parts = new ArrayList<>(count);
        for (long from = 0; from < size; from += length) {
            parts.add(new Part(from, Math.min(length, size - from)));
        }
        return parts;
    }

    /// Tells whether parts can be written, as far as is known.
    boolean works() {
        return !broken;
    }

    /// Closes the file. With that all locks that this process holds on it are gone, as POSIX has
    /// it: no connection of the process to that database may be open any more.
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            log.warn("closing {} failed: {}", file, e.getMessage());
        }
    }
}
