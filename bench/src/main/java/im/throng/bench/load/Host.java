package im.throng.bench.load;

import im.throng.bench.probe.ProcessProbe;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/// A server in a process of its own, started to be measured.
interface Host extends AutoCloseable {

    /// Returns what the kernel says of it.
    ProcessProbe probe();

    /// Returns where it listens.
    InetSocketAddress address();

    /// Returns the folder of its data.
    Path data();

    /// Stops it and deletes its data.
    @Override
    void close();
}
