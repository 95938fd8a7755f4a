package im.throng.bench;

import im.throng.bench.load.ServerChoice;
import im.throng.bench.probe.Cores;
import im.throng.bench.profile.Profile;
import im.throng.bench.profile.Recordings;
import im.throng.bench.report.Report;
import im.throng.bench.scenario.Conditions;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// The options that several scenarios share, and what becomes of their report.
final class MeasureOptions {

    /// A text has to carry a mark and a number.
    static final int TEXT_BYTES_MIN = 17;

    private static final int NOT_COMPLETE = 1;

    @Option(names = "--host", paramLabel = "HOST:PORT",
            description = "measures this running server instead of one of its own")
    private @Nullable String host;

    @Option(names = "--tokens", paramLabel = "FILE",
            description = "with --host: who logs in, as `throng users tokens` writes it")
    private @Nullable Path tokens;

    @Option(names = "--pid", paramLabel = "N",
            description = "with --host: its process, if it is on this machine")
    private @Nullable Long pid;

    @Option(names = "--set", paramLabel = "KEY=VALUE",
            description = "a setting of its own server; may be repeated")
    private Map<String, String> settings = Map.of();

    @Option(names = "--jvm-option", paramLabel = "OPTION",
            description = "an option for the JVM of its own server; may be repeated")
    private List<String> jvmOptions = List.of();

    @Option(names = "--data", paramLabel = "FOLDER",
            description = "where its own server's data is kept meanwhile (the temporary folder)")
    private Path data = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(names = "--no-pin", description = "leaves server and generator on all cores")
    private boolean unpinned;

    @Option(names = "--warmup-s", paramLabel = "N", defaultValue = "10",
            description = "seconds of load before the window (${DEFAULT-VALUE})")
    private int warmUpSeconds;

    @Option(names = "--window-s", paramLabel = "N", defaultValue = "10",
            description = "seconds that are measured (${DEFAULT-VALUE})")
    private int windowSeconds;

    @Option(names = "--drain-s", paramLabel = "N", defaultValue = "30",
            description = "seconds for the last deliveries after that (${DEFAULT-VALUE})")
    private int drainSeconds;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "1",
            description = "how often; the median is shown beside all (${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--json", paramLabel = "FILE",
            description = "writes the report as JSON too; - writes it alone, to standard output")
    private @Nullable String json;

    @Option(names = "--html", paramLabel = "FILE",
            description = "writes the report as a page with plots, too")
    private @Nullable Path html;

    @Option(names = "--profile", paramLabel = "FILE",
            description = "records its own server and writes where its time and memory went, "
                    + "in words, and beside it a flame graph, FILE with the ending .svg")
    private @Nullable Path profile;

    private @Nullable Recordings recordings;

    /// Checks the options and takes the generator to its core.
    ///
    /// @throws CommandLine.ParameterException if they do not go together
    Conditions conditions(CommandLine command) {
        require(command, warmUpSeconds >= 0 && windowSeconds >= 1 && drainSeconds >= 1
                && runs >= 1,
                "--warmup-s must be at least 0, --window-s, --drain-s and --runs at least 1");
        requireFolder(command, "--html", html);
        requireFolder(command, "--profile", profile);
        if (json != null && !json.equals("-")) {
            requireFolder(command, "--json", Path.of(json));
        }
        ServerChoice server = server(command);
        boolean pinned = !unpinned && Cores.arePossible() && Cores.keepGenerator();
        if (server instanceof ServerChoice.Own own) {
            server = new ServerChoice.Own(own.parent(), pinned, own.jvmOptions(),
                    own.settings());
        }
        return new Conditions(server, Duration.ofSeconds(warmUpSeconds),
                Duration.ofSeconds(windowSeconds), Duration.ofSeconds(drainSeconds), runs,
                pinned);
    }

    private ServerChoice server(CommandLine command) {
        if (host == null) {
            require(command, tokens == null && pid == null, "--tokens and --pid go with --host");
            return new ServerChoice.Own(data, false, allJvmOptions(command), settings);
        }
        require(command, settings.isEmpty() && jvmOptions.isEmpty() && profile == null,
                "--set, --jvm-option and --profile go with a server of its own");
        int colon = host.lastIndexOf(':');
        require(command, colon > 0 && host.substring(colon + 1).matches("\\d{1,5}"),
                "--host is HOST:PORT");
        if (tokens == null) {
            throw new CommandLine.ParameterException(command,
                    "--host needs --tokens: make them with `throng users tokens --all --out FILE`");
        }
        return new ServerChoice.Running(new InetSocketAddress(host.substring(0, colon),
                Integer.parseInt(host.substring(colon + 1))), tokens, pid);
    }

    private List<String> allJvmOptions(CommandLine command) {
        if (profile == null) {
            return jvmOptions;
        }
        require(command, !drawing(profile).equals(profile), "--profile is the text: the drawing, "
                + drawing(profile) + ", is written beside it");
        Recordings fresh = Recordings.inNewFolder();
        // Also if the measurement fails.
        Runtime.getRuntime().addShutdownHook(
                Thread.ofPlatform().name("recordings").unstarted(fresh::close));
        recordings = fresh;
        return Stream.concat(jvmOptions.stream(), Stream.of(fresh.jvmOption())).toList();
    }

    /// Returns a file of the same name with the ending `.svg`.
    private static Path drawing(Path file) {
        return file.resolveSibling(
                file.getFileName().toString().replaceFirst("(?<=.)\\.[^.]*$", "") + ".svg");
    }

    /// Writes the report where it was asked for, and returns the exit code.
    int finish(Report report, CommandLine command, PrintStream out) {
        report.circumstance("command", "throng bench " + String.join(" ",
                command.getParseResult().originalArgs()));
        report.circumstance("date", InstantSource.system().instant().toString());
        if (recordings != null) {
            report.note("the server was recorded for --profile: figures hold the cost of that");
        }
        if ("-".equals(json)) {
            out.println(report.json());
        } else {
            report.print(out);
            if (json != null) {
                write(Path.of(json), report.json());
            }
        }
        if (html != null) {
            write(html, report.html());
        }
        if (recordings != null && profile != null) {
            Profile found = recordings.read();
            write(profile, found.text());
            write(drawing(profile), found.svg());
            recordings.close();
        }
        return report.isGood() ? 0 : NOT_COMPLETE;
    }

    /// Before the measurement, which takes its time.
    static void requireFolder(CommandLine command, String option, @Nullable Path file) {
        if (file != null) {
            Path folder = file.toAbsolutePath().getParent();
            require(command, folder != null && Files.isDirectory(folder),
                    option + ": there is no folder " + folder);
        }
    }

    static void require(CommandLine command, boolean isSo, String words) {
        if (!isSo) {
            throw new CommandLine.ParameterException(command, words);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text.endsWith("\n") ? text : text + "\n",
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
