package im.throng.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.terminal.screen.Language;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// `send`, `tail` and `wait` against a real server.
class ScriptTest {

    @TempDir
    Path temporary;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private TerminalServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TerminalServer(temporary.resolve("server"));
        try (PlainTerminal chat = new PlainTerminal(server.port(), temporary.resolve("a"),
                Language.EN, null)) {
            chat.type("2", "100", "secret1", "小明", "1", "100", "secret1");
            chat.endOfInput();
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendSpeaksWithTheKeptSessionAndPrintsTheNumber() {
        assertThat(send("", "--to", "all", "你好")).isZero();
        assertThat(send("line one\nline two\n", "-")).isZero();
        assertThat(printed()).isEqualTo("1\n2\n");
        assertThat(tailed(out, "-n", "5")).contains("小明(100)          你好",
                "line one␊line two");
    }

    @Test
    void aRetryWithTheSameKeyIsStoredOnce() {
        assertThat(send("", "--key", "once", "hello")).isZero();
        assertThat(send("", "--key", "once", "hello")).isZero();
        assertThat(send("", "other")).isZero();
        assertThat(printed()).isEqualTo("1\n1\n2\n");
    }

    @Test
    void aPasswordComesFromAFileAndTheSessionIsKept() throws IOException {
        Path password = Files.writeString(temporary.resolve("password"), "secret1\n");
        Path wrong = Files.writeString(temporary.resolve("wrong"), "secret2\n");
        String[] elsewhere = {"--data", temporary.resolve("b").toString(), "--user", "100"};
        assertThat(send("", with(elsewhere, "hello"))).isEqualTo(77);
        assertThat(remarks()).contains("--password-file");
        assertThat(send("", with(elsewhere, "--password-file", wrong.toString(), "hello")))
                .isEqualTo(77);
        assertThat(send("", with(elsewhere, "--password-file", password.toString(), "hello")))
                .isZero();
        assertThat(send("", with(elsewhere, "hello again"))).isZero();
        assertThat(printed()).isEqualTo("1\n2\n");
        assertThat(remarks()).doesNotContain("secret");
    }

    @Test
    void eachFailureHasItsExitCode() throws IOException {
        assertThat(send("", "--to", "nobody", "hello")).isEqualTo(64);
        assertThat(send(" \n", "-")).isEqualTo(64);
        assertThat(send("", "--profile", "missing", "hello")).isEqualTo(64);
        assertThat(send("", "--to", "200", "hello")).isEqualTo(77);
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(send("", "--port", Integer.toString(free), "hello")).isEqualTo(69);
        assertThat(printed()).isEmpty();
    }

    @Test
    void aProfileSaysWhereAndAsWhom() throws IOException {
        Path profiles = Files.createDirectories(temporary.resolve("a").resolve("profiles"));
        Files.writeString(profiles.resolve("work.properties"),
                "host = 127.0.0.1\nport = " + server.port() + "\nuser = 100\n");
        int code = Main.commandLine(new SendCommand(streams(""))).execute("--profile", "work",
                "--data", temporary.resolve("a").toString(), "hello");
        assertThat(code).isZero();
    }

    @Test
    void tailPrintsOneJsonObjectForEachEntryAndGoesOnAfterARestart() throws Exception {
        send("", "before \"1\"");
        send("", "before\n2");
        ByteArrayOutputStream tailed = new ByteArrayOutputStream();
        TailCommand tail = new TailCommand(
                new Streams(new ByteArrayInputStream(new byte[0]), tailed, err));
        CompletableFuture<Integer> ended = run(tail, "--json", "-n", "1");
        awaitLines(tailed, 1);
        send("", "live");
        awaitLines(tailed, 2);
        server.stop();
        server.again();
        send("", "after");
        awaitLines(tailed, 3);
        tail.stop();
        assertThat(ended.get(10, TimeUnit.SECONDS)).isZero();
        List<String> texts = new ArrayList<>();
        for (String line : tailed.toString(StandardCharsets.UTF_8).lines().toList()) {
            var push = new JsonMapper().readTree(line);
            assertThat(push.path("type").stringValue("")).isEqualTo("message");
            assertThat(push.path("data").path("fromName").stringValue("")).isEqualTo("小明");
            texts.add(push.path("data").path("text").stringValue(""));
        }
        assertThat(texts).containsExactly("before\n2", "live", "after");
    }

    @Test
    void waitPrintsWhatIsSaidInTimeAndMissesNothingBehindANumber() throws Exception {
        send("", "deploy?");
        send("", "Yes, please");
        out.reset();
        assertThat(waited("--after", "1", "--timeout", "5", "yes")).isZero();
        assertThat(printed()).contains("#2   小明(100)          Yes, please");
        assertThat(waited("--after", "1", "--from", "200", "--timeout", "0")).isEqualTo(75);
        assertThat(waited("--timeout", "0")).isEqualTo(75);
        assertThat(waited("--timeout", "-1")).isEqualTo(64);
        assertThat(waited("--to", "200", "--timeout", "0")).isEqualTo(77);
        out.reset();
        CompletableFuture<Integer> ended = CompletableFuture.supplyAsync(
                () -> waited("--after", "2", "--json", "--timeout", "20", "now"));
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        Main.commandLine(new SendCommand(
                new Streams(new ByteArrayInputStream(new byte[0]), sent, err)))
                .execute(options("not yet"));
        Main.commandLine(new SendCommand(
                new Streams(new ByteArrayInputStream(new byte[0]), sent, err)))
                .execute(options("Now!"));
        assertThat(ended.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(new JsonMapper().readTree(printed()).path("data").path("text")
                .stringValue("")).isEqualTo("Now!");
    }

    private int waited(String... arguments) {
        return Main.commandLine(new WaitCommand(streams(""))).execute(options(arguments));
    }

    @Test
    void tailEndsWhenNobodyReadsAnyMore() throws Exception {
        send("", "first");
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        CompletableFuture<Integer> ended = run(new TailCommand(
                new Streams(new ByteArrayInputStream(new byte[0]), closed, err)));
        assertThat(ended.get(10, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void tailWithoutASessionOrAConversationIsRefused() {
        assertThat(tail(out, "--data", temporary.resolve("b").toString())).isEqualTo(77);
        assertThat(tail(out, "--to", "200")).isEqualTo(77);
        assertThat(tail(out, "-n", "201")).isEqualTo(64);
    }

    private int send(String input, String... arguments) {
        return Main.commandLine(new SendCommand(streams(input))).execute(options(arguments));
    }

    private int tail(OutputStream to, String... arguments) {
        return Main.commandLine(new TailCommand(
                new Streams(new ByteArrayInputStream(new byte[0]), to, err)))
                .execute(options(arguments));
    }

    /// Returns what tail prints until it has printed the newest.
    private String tailed(ByteArrayOutputStream to, String... arguments) {
        int before = to.toString(StandardCharsets.UTF_8).length();
        TailCommand tail = new TailCommand(
                new Streams(new ByteArrayInputStream(new byte[0]), to, err));
        CompletableFuture<Integer> ended = run(tail, arguments);
        awaitLines(to, 4);
        tail.stop();
        assertThat(ended.join()).isZero();
        return to.toString(StandardCharsets.UTF_8).substring(before);
    }

    private CompletableFuture<Integer> run(TailCommand tail, String... arguments) {
        return CompletableFuture.supplyAsync(
                () -> Main.commandLine(tail).execute(options(arguments)));
    }

    private String[] options(String... arguments) {
        List<String> all = new ArrayList<>();
        List<String> given = List.of(arguments);
        if (!given.contains("--port")) {
            all.addAll(List.of("--port", Integer.toString(server.port())));
        }
        if (!given.contains("--data")) {
            all.addAll(List.of("--data", temporary.resolve("a").toString()));
        }
        all.add("--lang");
        all.add("en");
        all.addAll(given);
        return all.toArray(String[]::new);
    }

    private Streams streams(String input) {
        return new Streams(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out, err);
    }

    private static void awaitLines(ByteArrayOutputStream stream, int count) {
        await().until(() -> stream.toString(StandardCharsets.UTF_8).lines().count() >= count);
    }

    private static String[] with(String[] some, String... more) {
        return Stream.of(some, more).flatMap(Stream::of).toArray(String[]::new);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String remarks() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
