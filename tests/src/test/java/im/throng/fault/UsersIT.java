package im.throng.fault;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.conformance.Json;
import im.throng.conformance.NativeClient;
import im.throng.conformance.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The program `throng users` as a process of its own, beside a server that is another.
class UsersIT {

    private static final int ACCOUNTS = 4_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final String HASH = "$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA"
            + "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final Path data = TestServer.newFolder();

    @AfterEach
    void deleteFolder() {
        TestServer.deleteFolder(data);
    }

    @Test
    void sendsAreAcknowledgedWhileAccountsAreImported() throws Exception {
        try (var server = ServerProcess.ready(ServerProcess.Plan.on(data))) {
            var person = server.register(1, "password");
            try (var client = server.open()) {
                client.ask("account.login", person.credentials());
                var running = users("import", write(many()).toString());
                long longest = sendWhile(client, running);
                assertThat(running.waitFor()).as("%s", said()).isZero();
                assertThat(said()).contains("imported " + ACCOUNTS + " accounts");
                assertThat(Duration.ofNanos(longest)).isLessThan(LONGEST_WAIT);
                assertThat(client.ask("user.search", Json.object("query", "9001"))
                        .path("users").size()).isEqualTo(1);
            }
        }
    }

    @Test
    void nothingSecretIsSaid() throws Exception {
        assertThat(users("import", write("id,name,password\n1,Ann,SeCrEt1\n2,,SeCrEt2\n")
                .toString()).waitFor()).isEqualTo(65);
        assertThat(users("import", "--skip-wrong", data.resolve("users.csv").toString()).waitFor())
                .isZero();
        Files.writeString(data.resolve("password"), "SeCrEt3\n");
        assertThat(users("passwd", "1", "--password-file", data.resolve("password").toString())
                .waitFor()).isZero();
        assertThat(users("passwd", "2", "--password-file", data.resolve("password").toString())
                .waitFor()).isEqualTo(67);
        assertThat(users("list", "--json").waitFor()).isZero();
        assertThat(said()).contains("imported 1 accounts").doesNotContain("SeCrEt", "argon2id");
    }

    /// Sends as long as the process lives; returns the longest wait for an answer, in nanoseconds.
    private static long sendWhile(NativeClient client, Process running) {
        long longest = 0;
        int count = 0;
        while (running.isAlive() || count < 10) {
            long before = System.nanoTime();
            client.say("text " + count, "key " + count);
            longest = Math.max(longest, System.nanoTime() - before);
            count++;
        }
        return longest;
    }

    private Process users(String... arguments) throws IOException {
        var command = new ArrayList<>(ServerProcess.java(List.of("-XX:TieredStopAtLevel=1")));
        command.add("im.throng.server.command.Users");
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString(),
                "--set", "accounts.argon2-memory-kib=64"));
        var process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("said").toFile()))
                .start();
        // A process that hangs must not hold up the tests for ever.
        process.onExit().completeOnTimeout(process, 120, TimeUnit.SECONDS)
                .thenAccept(Process::destroyForcibly);
        return process;
    }

    private String said() throws IOException {
        return Files.readString(data.resolve("said"));
    }

    private Path write(String csv) throws IOException {
        return Files.writeString(data.resolve("users.csv"), csv);
    }

    private static String many() {
        var csv = new StringBuilder();
        for (int i = 0; i < ACCOUNTS; i++) {
            csv.append(9_000 + i).append(",user ").append(i).append(",\"").append(HASH)
                    .append("\"\n");
        }
        return csv.toString();
    }
}
