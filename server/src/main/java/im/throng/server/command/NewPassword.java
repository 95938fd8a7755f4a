package im.throng.server.command;

import im.throng.server.ExitCode;
import im.throng.server.account.AccountConfig;
import im.throng.server.account.Argon2Hasher;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A new password: typed twice without echo, or the first line of a file or of the standard input.
/// It is never an argument, since everybody on the machine could read it there.
final class NewPassword {

    @Option(names = "--password-file", paramLabel = "FILE",
            description = "the password is the file's first line; - is the standard input")
    private @Nullable Path file;

    /// Reads the password.
    ///
    /// @throws CommandException if it is too short or too long, or the two are not the same
    String read(Streams streams, AccountConfig config) {
        String password = readAny(streams);
        int length = password.codePointCount(0, password.length());
        if (length < config.passwordMin() || length > config.passwordMax()) {
            throw new CommandException(ExitCode.DATA, "the password must have "
                    + config.passwordMin() + " to " + config.passwordMax() + " characters");
        }
        return password;
    }

    static String hash(String password, AccountConfig config) {
        return new Argon2Hasher(config.hash(), new SecureRandom()).hash(password);
    }

    private String readAny(Streams streams) {
        if (file == null && streams.console() != null) {
            return typed(streams.console());
        }
        try {
            if (file == null || file.toString().equals("-")) {
                return firstLine(streams.in());
            }
            try (InputStream in = Files.newInputStream(file)) {
                return firstLine(in);
            }
        } catch (IOException e) {
            throw new CommandException(ExitCode.NO_INPUT, "the password cannot be read: " + e);
        }
    }

    private static String typed(Console console) {
        char[] first = console.readPassword("Password: ");
        char[] second = console.readPassword("The same again: ");
        if (first == null || second == null || !Arrays.equals(first, second)) {
            throw new CommandException(ExitCode.DATA, "the two passwords are not the same");
        }
        return new String(first);
    }

    private static String firstLine(InputStream in) throws IOException {
        String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                .readLine();
        if (line == null) {
            throw new CommandException(ExitCode.NO_INPUT, "there is no password to read");
        }
        return line;
    }
}
