package im.throng.server;

import im.throng.server.config.ServerConfig;
import im.throng.server.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options by which every program finds its configuration and its data.
///
/// Threading: filled and read by one thread.
public final class ConfigOptions {

    @Option(names = "--data", paramLabel = "DIR", description = "data.directory (data)")
    private @Nullable String data;

    @Option(names = "--config", paramLabel = "FILE",
            description = "a configuration file; docs/throng.properties shows every key")
    private @Nullable Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE",
            description = "sets one key, over the file and the environment; repeatable")
    private Map<String, String> set = Map.of();

    /// Returns what is set by the file, the environment and these options.
    ///
    /// @throws im.throng.server.config.ConfigException if the file cannot be read
    public Settings settings() {
        var settings = new Settings();
        if (config != null) {
            settings.file(config);
        }
        settings.environment(System.getenv(), ServerConfig.keys());
        set.forEach((key, value) -> settings.set(key, value, "--set"));
        if (data != null) {
            settings.set("data.directory", data, "--data");
        }
        return settings;
    }
}
