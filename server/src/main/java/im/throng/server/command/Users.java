package im.throng.server.command;

import im.throng.protocol.error.RejectedException;
import im.throng.server.ExitCode;
import im.throng.server.Version;
import im.throng.server.config.ConfigException;
import im.throng.server.storage.StorageException;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program `throng users`: accounts from the command line, whether a server runs or not.
@Command(name = "throng users", mixinStandardHelpOptions = true, sortOptions = false,
        versionProvider = Version.class,
        description = "Works on the accounts of a data directory, whether its server runs or not.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; verify: the stores are equal",
            "1:verify: they differ",
            "64:the arguments are wrong",
            "65:wrong lines in the file, a taken id, a password too short or long, damaged data",
            "66:a file cannot be read",
            "67:there is no such user",
            "70:a fault of the program",
            "73:the data directory or a file cannot be written, or there is no database",
            "74:there is no room left",
            "75:a server uses data that must be brought up to date first, or the store cannot "
                    + "be reached now: try again",
            "78:the configuration is wrong"
        })
public final class Users {

    private Users() {}

    /// Runs the program and ends the process with its exit code.
    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Console console = Optional.ofNullable(System.console())
                .filter(Console::isTerminal).orElse(null);
        var streams = new Streams(System.in, out, err, console);
        int code = run(streams, arguments);
        out.flush();
        // No thread of a store should hold the process back.
        Runtime.getRuntime().halt(code);
    }

    /// Runs the program and returns its exit code.
    public static int run(Streams streams, String... arguments) {
        return new CommandLine(new Users())
                .addSubcommand("import", new ImportCommand(streams))
                .addSubcommand("export", new ExportCommand(streams))
                .addSubcommand("add", new AddCommand(streams))
                .addSubcommand("passwd", new PasswdCommand(streams))
                .addSubcommand("list", new ListCommand(streams))
                .addSubcommand("role", new RoleCommand(streams))
                .addSubcommand("tokens", new TokensCommand(streams))
                .addSubcommand("verify", new VerifyCommand(streams))
                .setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExitCodeExceptionMapper(_ -> ExitCode.SOFTWARE.number())
                .setParameterExceptionHandler((e, _) -> {
                    streams.err().println(e.getMessage());
                    streams.err().println("try: " + e.getCommandLine().getCommandSpec()
                            .qualifiedName() + " --help");
                    return ExitCode.USAGE.number();
                })
                .setExecutionExceptionHandler((e, _, _) -> failed(streams, e).number())
                .execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
    }

    private static ExitCode failed(Streams streams, Exception e) throws Exception {
        ExitCode code = switch (e) {
            case CommandException c -> c.code();
            case ConfigException _ -> ExitCode.CONFIG;
            case StorageException s -> ExitCode.of(s.kind());
            case RejectedException r -> code(r);
            case IOException _, UncheckedIOException _ -> ExitCode.DIRECTORY;
            default -> throw e;
        };
        streams.err().println(e.getMessage());
        return code;
    }

    private static ExitCode code(RejectedException refusal) {
        return switch (refusal.code()) {
            case UNAVAILABLE -> ExitCode.IN_USE;
            case CONFLICT, INVALID_FIELD -> ExitCode.DATA;
            case NOT_FOUND -> ExitCode.NO_USER;
            default -> ExitCode.SOFTWARE;
        };
    }
}
