package im.throng.server;

import im.throng.protocol.error.RejectedException;
import im.throng.server.config.ConfigException;
import im.throng.server.config.ServerConfig;
import im.throng.server.config.Settings;
import im.throng.server.storage.StorageException;
import im.throng.server.wiring.Server;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The server program: read the arguments, build, start, wait, stop.
@Command(name = "throng server", mixinStandardHelpOptions = true, sortOptions = false,
        versionProvider = Version.class,
        description = "Runs the server until it is told to stop (Ctrl-C or SIGTERM).")
public final class Main implements Callable<Integer> {

    /// More than all parts together may take to stop.
    private static final long STOP_SECONDS_MAX = 60;

    @Option(names = "--port", paramLabel = "N", description = "listen.port (8889)")
    private @Nullable String port;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "listen.bind (0.0.0.0)")
    private @Nullable String bind;

    @Option(names = "--web", paramLabel = "DIR",
            description = "web.directory: files over those of the web client, for work on it")
    private @Nullable String web;

    @Option(names = "--tls", paramLabel = "self-signed",
            description = "tls.self-signed: TLS with a certificate that is made and kept in the "
                    + "data directory")
    private @Nullable String tls;

    @Mixin
    private ConfigOptions config = new ConfigOptions();

    @Option(names = "--check-config", description = "checks the configuration and ends: 0 or 78")
    private boolean checkConfig;

    private final PrintStream out;
    private final PrintStream err;

    private Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /// Runs the program and ends the process with its exit code.
    public static void main(String[] arguments) {
        // Watching one buffer in a hundred for leaks is for tests, which watch them all.
        System.getProperties().putIfAbsent("io.netty.leakDetection.level", "disabled");
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int code = new CommandLine(new Main(out, err))
                .setExitCodeExceptionMapper(_ -> ExitCode.SOFTWARE.number())
                .setParameterExceptionHandler((e, _) -> {
                    err.println(e.getMessage());
                    err.println("try: throng server --help");
                    return ExitCode.USAGE.number();
                })
                .execute(arguments);
        // The event loops' threads do not hold the process back, and nothing else should either.
        Runtime.getRuntime().halt(code);
    }

    @Override
    public Integer call() {
        try {
            ServerConfig checked = ServerConfig.of(settings());
            Server.check(checked);
            if (checkConfig) {
                out.println("the configuration is good");
                return ExitCode.DONE.number();
            }
            return run(checked).number();
        } catch (ConfigException e) {
            return fail(ExitCode.CONFIG, e);
        } catch (StorageException e) {
            return fail(ExitCode.of(e.kind()), e);
        } catch (RejectedException e) {
            // The store opened, but what every start writes could not be written.
            return fail(ExitCode.FULL, e);
        }
    }

    private Settings settings() {
        Settings settings = config.settings();
        Settings.doubts(System.getenv(), ServerConfig.keys()).forEach(err::println);
        setOption(settings, "listen.port", port, "--port");
        setOption(settings, "listen.bind", bind, "--bind");
        setOption(settings, "web.directory", web, "--web");
        if (tls != null) {
            if (!tls.equals("self-signed")) {
                throw new ConfigException("--tls knows self-signed alone, not \"" + tls
                        + "\"; for a certificate of yours set tls.certificate and tls.key");
            }
            settings.set("tls.self-signed", "yes", "--tls");
        }
        return settings;
    }

    private static void setOption(Settings settings, String key, @Nullable String value,
                                  String option) {
        if (value != null) {
            settings.set(key, value, option);
        }
    }

    private ExitCode run(ServerConfig checked) {
        Server server;
        try {
            server = Server.start(checked);
        } catch (IOException e) {
            err.println("cannot listen on " + checked.bind() + ":" + checked.port() + ": "
                    + reason(e.getCause() == null ? e : e.getCause()));
            return ExitCode.ADDRESS;
        }
        out.println(ready(server, checked));
        server.tlsFingerprint().ifPresent(fingerprint ->
                out.println("TLS on the same port, certificate SHA-256 " + fingerprint));
        return waitForEnd(server);
    }

    private static String reason(Throwable failure) {
        return failure instanceof UnresolvedAddressException
                || failure instanceof UnknownHostException
                ? "there is no such address" : String.valueOf(failure.getMessage());
    }

    private static String ready(Server server, ServerConfig config) {
        long began = ManagementFactory.getRuntimeMXBean().getStartTime();
        Duration took = Duration.ofMillis(InstantSource.system().millis() - began);
        String accounts = config.users().elsewhere().map(place -> ", accounts in " + place)
                .orElse("");
        return String.format(Locale.ROOT,
                "Throng %s is ready on %s:%d, store %s%s, after %.2f s",
                Version.text(), config.bind(), server.port(),
                config.dataDirectory().resolve("throng.db"), accounts,
                took.toMillis() / (double) TimeUnit.SECONDS.toMillis(1));
    }

    /// Waits for a signal, or for the death of something the server cannot go on without.
    private ExitCode waitForEnd(Server server) {
        var told = new CompletableFuture<Throwable>();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            told.complete(new InterruptedException("told to stop"));
            // Main ends the process when the server is closed; this thread sees to it that it does.
            haltAfterTooLong();
        }));
        Throwable reason = CompletableFuture.anyOf(told, server.death().toCompletableFuture())
                .thenApply(Throwable.class::cast).join();
        boolean died = !(reason instanceof InterruptedException);
        if (died) {
            err.println("the server can store nothing any more and ends: " + reason);
        }
        server.close();
        out.println("Throng has stopped");
        return died ? ExitCode.SOFTWARE : ExitCode.DONE;
    }

    private static void haltAfterTooLong() {
        var never = new CompletableFuture<Void>();
        never.completeOnTimeout(null, STOP_SECONDS_MAX, TimeUnit.SECONDS).join();
        Runtime.getRuntime().halt(ExitCode.SOFTWARE.number());
    }

    private int fail(ExitCode code, RuntimeException e) {
        err.println(e.getMessage());
        return code.number();
    }
}
