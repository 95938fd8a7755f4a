package im.throng.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.conformance.TestServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A command that ran to its end, in this process and without a terminal.
///
/// @param code its exit code
record CommandRun(int code, String out, String err) {

    /// A hash that a server can check: of "password", cheaply.
    static final String HASH = "$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA"
            + "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    /// Runs `throng users` on a data directory with cheap hashes.
    static CommandRun on(Path data, String... arguments) {
        return with("", data, arguments);
    }

    /// Runs it with this text on its standard input.
    static CommandRun with(String in, Path data, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        TestServer.cheapSettings().forEach((key, value) ->
                all.addAll(List.of("--set", key + "=" + value)));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = Users.run(new Streams(
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), null),
                all.toArray(String[]::new));
        return new CommandRun(code, out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    /// Writes a file into the folder.
    static String file(Path folder, String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content).toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Requires this exit code.
    CommandRun expect(int expected) {
        assertThat(code).as("exit code; it said: %s%s", out, err).isEqualTo(expected);
        return this;
    }
}
