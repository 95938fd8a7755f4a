package im.throng.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.message.UserId;
import im.throng.server.config.ServerConfig;
import im.throng.server.wiring.Server;
import im.throng.terminal.profile.TokenFolder;
import im.throng.terminal.screen.Language;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The terminal client in plain mode against a real server.
class PlainTerminalTest {

    private static final String[] REGISTER_ALICE = {"2", "100", "secret1", "小明"};
    private static final String[] LOGIN_ALICE = {"1", "100", "secret1"};
    private static final String[] REGISTER_BOB = {"2", "200", "secret2", "Bob"};
    private static final String[] LOGIN_BOB = {"1", "200", "secret2"};

    @TempDir
    Path temporary;

    private Server server;

    @BeforeEach
    void start() throws IOException {
        server = start(0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Server start(int port) throws IOException {
        return Server.start(ServerConfig.of(Map.of(
                "listen.port", Integer.toString(port),
                "listen.bind", "127.0.0.1",
                "data.directory", temporary.resolve("server").toString(),
                "accounts.argon2-memory-kib", "64",
                "accounts.argon2-iterations", "1",
                "presence.gather-ms", "20",
                "presence.offline-after-ms", "200")));
    }

    @Test
    void aScriptRegistersTalksReadsAndLeaves() throws Exception {
        try (PlainTerminal terminal = terminal(Language.ZH, "a", null)) {
            terminal.type(REGISTER_ALICE).type(LOGIN_ALICE)
                    .type("1", "2", "hello 你好 !$", "3", "4");
            assertThat(terminal.end()).isEqualTo(ExitCode.OK);
            assertThat(terminal.shown())
                    .contains("注册成功, 你重新登录一把", "-------恭喜小明登录成功---------",
                            "已发送 #1", "小明 用户id:\t100 对大家说:\thello 你好 !$",
                            "你选择退出了系统...")
                    .doesNotContain("\033", "secret1");
        }
    }

    @Test
    void anEmptyIdGetsTheNextFreeOne() throws Exception {
        try (PlainTerminal terminal = terminal(Language.EN, "a", null)) {
            terminal.type("2", "", "secret1", "Ann");
            assertThat(terminal.endOfInput()).isEqualTo(ExitCode.OK);
            assertThat(terminal.shown()).contains("Your user id:\t10000");
        }
    }

    @Test
    void aTakenIdAndAWrongPasswordAreRefused() throws Exception {
        try (PlainTerminal terminal = terminal(Language.ZH, "a", null)) {
            terminal.type(REGISTER_ALICE).type(REGISTER_ALICE)
                    .type("1", "100", "wrong00", "7", "3");
            assertThat(terminal.end()).isEqualTo(ExitCode.REFUSED);
            assertThat(terminal.shown()).contains("该用户已经存在", "id 或密码不对",
                    "你的输入有误，请重新输入", "退出系统");
        }
    }

    @Test
    void theEndOfInputLeavesAfterTheRepliesAndKeepsTheSession() throws Exception {
        try (PlainTerminal first = terminal(Language.EN, "a", null)) {
            first.type(REGISTER_ALICE).type(LOGIN_ALICE).type("/say last words");
            assertThat(first.endOfInput()).isEqualTo(ExitCode.OK);
            assertThat(first.shown()).contains("Sent #1");
        }
        try (PlainTerminal second = terminal(Language.EN, "a", null)) {
            second.type("3", "/logout");
            second.awaitShown("Logged out");
            assertThat(second.endOfInput()).isEqualTo(ExitCode.OK);
            assertThat(second.shown()).contains("Welcome back, 小明", "last words");
        }
        try (PlainTerminal third = terminal(Language.EN, "a", null)) {
            assertThat(third.endOfInput()).isEqualTo(ExitCode.OK);
            assertThat(third.shown()).doesNotContain("Welcome back");
        }
    }

    @Test
    void twoSeeEachOtherComeTalkAndGo() throws Exception {
        try (PlainTerminal alice = terminal(Language.ZH, "a", null);
             PlainTerminal bob = terminal(Language.EN, "a", null)) {
            alice.type(REGISTER_ALICE).type(LOGIN_ALICE).awaitShown("请选择(1-4)");
            bob.type(REGISTER_BOB).type(LOGIN_BOB).awaitShown("User id:\t 100\t小明");
            alice.awaitShown("用户id:\t 200\tBob 上线了");
            alice.type("2", "bell\007 here");
            bob.awaitShown("小明 User id:\t100 says to all:\tbell␇ here");
            bob.type("4");
            assertThat(bob.end()).isEqualTo(ExitCode.OK);
            alice.awaitShown("用户id:\t 200\tBob 下线了");
        }
    }

    @Test
    void aRestartOfTheServerLosesAndDoublesNothing() throws Exception {
        try (PlainTerminal alice = terminal(Language.ZH, "a", null);
             PlainTerminal bob = terminal(Language.EN, "b", null)) {
            alice.type(REGISTER_ALICE).type(LOGIN_ALICE).awaitShown("请选择(1-4)");
            bob.type(REGISTER_BOB).type(LOGIN_BOB).awaitShown("(1-4)");
            bob.type("/say before").awaitShown("Sent #1");
            int port = server.port();
            server.close();
            alice.awaitShown("连接断开了");
            bob.awaitShown("The connection is lost");
            bob.type("/say meanwhile");
            server = start(port);
            bob.awaitShown("Connected again").awaitShown("Sent #2");
            alice.awaitShown("已重新连上").awaitShown("meanwhile");
            bob.type("/say after");
            alice.awaitShown("after");
            assertThat(alice.shown()).containsOnlyOnce("before").containsOnlyOnce("meanwhile")
                    .containsOnlyOnce("after");
        }
    }

    @Test
    void aKeptSessionThatIsDeadIsForgotten() throws Exception {
        try (TokenFolder tokens = new TokenFolder(temporary.resolve("a"), "127.0.0.1",
                server.port())) {
            tokens.keep(new UserId(100), "dead");
        }
        try (PlainTerminal terminal = terminal(Language.EN, "a", null)) {
            terminal.awaitShown("Please choose (1-3):");
            terminal.endOfInput();
            assertThat(terminal.shown()).contains("The session has ended");
        }
        try (TokenFolder tokens = new TokenFolder(temporary.resolve("a"), "127.0.0.1",
                server.port())) {
            assertThat(tokens.take(null)).isEmpty();
        }
    }

    @Test
    void aUserNamedAtTheStartIsOnlyAskedForThePassword() throws Exception {
        try (PlainTerminal terminal = terminal(Language.EN, "a", new UserId(100))) {
            terminal.type(REGISTER_ALICE).type("1", "secret1").awaitShown("(1-4)");
            assertThat(terminal.endOfInput()).isEqualTo(ExitCode.OK);
        }
    }

    @Test
    void aServerThatIsNotThereHasItsOwnExitCode() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (PlainTerminal terminal =
                     new PlainTerminal(port, temporary.resolve("a"), Language.EN, null)) {
            assertThat(terminal.end()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(terminal.shown()).contains("127.0.0.1:" + port, "--host");
        }
    }

    private PlainTerminal terminal(Language language, String data, @Nullable UserId user)
            throws IOException {
        return new PlainTerminal(server.port(), temporary.resolve(data), language, user);
    }
}
