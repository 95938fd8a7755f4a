package im.throng.bench.load;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which server is measured.
public sealed interface ServerChoice {

    /// One that is started for it, with its data in a temporary folder.
    ///
    /// @param parent     where that folder is made
    /// @param pinned     whether it runs on a core of its own
    /// @param jvmOptions more options for its JVM
    /// @param settings   keys and values over the defaults and over what [Stage] sets
    record Own(Path parent, boolean pinned, List<String> jvmOptions,
               Map<String, String> settings) implements ServerChoice {
        /// Keeps its own copies.
        public Own {
            jvmOptions = List.copyOf(jvmOptions);
            settings = Map.copyOf(settings);
        }
    }

    /// One that runs already.
    ///
    /// @param tokens a file as `users tokens` writes it
    /// @param pid    its process if it runs on this machine; null: its processor time is unknown
    record Running(InetSocketAddress address, Path tokens, @Nullable Long pid)
            implements ServerChoice {}
}
