package im.throng.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.terminal.screen.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of the conversation against a real server, as a script types them.
class ConversationTest {

    private static final String[] ALICE = {"2", "100", "secret1", "小明", "1", "100", "secret1"};
    private static final String[] BOB = {"2", "200", "secret2", "Bob", "1", "200", "secret2"};
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    @TempDir
    Path temporary;

    private TerminalServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TerminalServer(temporary.resolve("server"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void afterACommandPlainTextIsSaidAndTheNumbersStillChoose() throws Exception {
        try (PlainTerminal alice = terminal(Language.EN, "a")) {
            alice.type(ALICE).type("hello menu").awaitShown("Not a valid choice..");
            alice.type("/all", "hello all", "//slash", "3", "/menu", "hello again", "4");
            assertThat(alice.end()).isEqualTo(ExitCode.OK);
            assertThat(alice.shown()).contains("Sent #1", "Sent #2",
                    "小明(100)          hello all", "小明(100)          /slash")
                    .doesNotContain("Sent #3");
            assertThat(alice.shown().split("Congratulations", -1)).hasSize(5);
        }
    }

    @Test
    void aMistypedCommandIsNotSentAndTheNearestIsNamed() throws Exception {
        try (PlainTerminal alice = terminal(Language.ZH, "a")) {
            alice.type(ALICE).type("/all", "/histroy", "/etc/passwd is here", "/status happy");
            assertThat(alice.endOfInput()).isEqualTo(ExitCode.OK);
            assertThat(alice.shown())
                    .contains("没有这样的命令: /histroy, 是不是 /history [n] ?",
                            "没有这样的命令: /etc/passwd", "用法: /status")
                    .doesNotContain("已发送");
        }
    }

    @Test
    void peopleAreListedFoundWatchedAndMentioned() throws Exception {
        try (PlainTerminal alice = terminal(Language.EN, "a");
             PlainTerminal bob = attended("b")) {
            alice.type(ALICE).awaitShown("(1-4)");
            bob.type("2", "200", "secret2", "secret2", "Bob").type("1", "200", "secret2")
                    .awaitShown("(1-4)");
            alice.awaitShown("Bob is online").type("/who bo").awaitShown("Online (1):")
                    .awaitShown("200       Bob                       online");
            alice.type("/who nobody").awaitShown("nobody like that is online: nobody");
            alice.type("/search-user B").awaitShown("Found 1:");
            alice.type("/watch Bob 999").awaitShown("Watching:").awaitShown("999");
            alice.type("/unwatch 999").awaitShown("No longer watching 1");
            alice.type("/watch Carol").awaitShown("Carol was not seen");
            bob.type("/status away").awaitShown("Your status: away");
            alice.awaitShown("Bob is now away");
            alice.type("/all", "dinner, @Bob?");
            bob.awaitShown("<for me> ").awaitShown("<bell>")
                    .awaitShown("<notified> 小明: dinner, @Bob?");
            alice.type("no, @Bobby");
            bob.awaitShown("no, @Bobby");
            assertThat(bob.shown()).containsOnlyOnce("<bell>");
        }
    }

    @Test
    void aConversationThatIsNotServedIsSaidSoAndTheOpenOneStays() throws Exception {
        try (PlainTerminal alice = terminal(Language.EN, "a")) {
            alice.type(ALICE).type("/open 200", "said to all");
            assertThat(alice.endOfInput()).isEqualTo(ExitCode.OK);
            assertThat(alice.shown()).contains("the server has no such conversation", "Sent #1");
        }
    }

    @Test
    void profilePasswordAndLanguageAreChanged() throws Exception {
        try (PlainTerminal alice = terminal(Language.EN, "a")) {
            alice.type(ALICE).type("/profile name Ming", "/profile bio 爱喝茶", "/profile",
                    "/password", "wrong00", "secret9", "/password", "secret1", "secret9",
                    "/lang zh", "/help watch", "/logout", "1", "100", "secret9");
            assertThat(alice.endOfInput()).isEqualTo(ExitCode.OK);
            assertThat(alice.shown()).contains("name: Ming", "bio: 爱喝茶",
                    "The present password is wrong", "The password is changed", "现在说中文",
                    "/watch 谁 ...", "已注销", "恭喜Ming登录成功");
        }
    }

    @Test
    void aDeviceIsListedAndLoggedOutFromAnother() throws Exception {
        try (PlainTerminal first = terminal(Language.EN, "a");
             PlainTerminal second = terminal(Language.ZH, "b")) {
            first.type(ALICE).awaitShown("(1-4)");
            second.type("1", "100", "secret1").awaitShown("(1-4)");
            first.type("/devices").awaitShown("1.*").awaitShown("2. ");
            first.type("/devices revoke 1").awaitShown("/logout ends it");
            first.type("/devices revoke 7").awaitShown("There is no device 7");
            first.type("/devices revoke 2").awaitShown("Logged out devices: 1");
            second.awaitShown("会话已结束").awaitShown("按回车回到主菜单");
            assertThat(second.type("").endOfInput()).isEqualTo(ExitCode.OK);
        }
    }

    @Test
    void whileTheServerIsAwayQuestionsFailAtOnceAndTextsWait() throws Exception {
        try (PlainTerminal alice = terminal(Language.ZH, "a")) {
            alice.type(ALICE).awaitShown("(1-4)");
            server.stop();
            alice.awaitShown("连接断开了, 正在重连");
            long asked = System.nanoTime();
            alice.type("1").awaitShown("这件事要等连上以后再做");
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(AT_ONCE);
            alice.type("/say later");
            server.again();
            alice.awaitShown("已发送 #1");
            assertThat(alice.endOfInput()).isEqualTo(ExitCode.UNREACHABLE);
        }
    }

    @Test
    void whatAListHasShownDoesNotArriveOnceMore() throws Exception {
        try (PlainTerminal alice = terminal(Language.EN, "a");
             PlainTerminal bob = terminal(Language.EN, "b")) {
            alice.type(ALICE).awaitShown("(1-4)");
            bob.type(BOB).awaitShown("(1-4)");
            for (int i = 0; i < 20; i++) {
                bob.type("/say unique-" + i + ".");
                alice.type("3");
            }
            bob.type("/say the end");
            alice.awaitShown("the end");
            assertThat(alice.shown().lines().filter(line -> line.contains("unique-19.")).count())
                    .as("at most as an arrival and then in lists").isLessThanOrEqualTo(2);
        }
    }

    @Test
    void somebodyWhoSitsThereIsAskedAgainAtOnce() throws Exception {
        try (PlainTerminal alice = attended("a")) {
            alice.type("2", "x").awaitShown("An id is a positive whole number")
                    .type("100", "short").awaitShown("the password must have 6 to 128 characters")
                    .type("secret1", "secret2").awaitShown("The two passwords differ")
                    .type("secret1", "secret1", "").awaitShown("the name must have 1 to 64")
                    .type("小明").awaitShown("Your user id:\t100");
            alice.type("2", "100", "secret1", "secret1", "Ann")
                    .awaitShown("the user already exists").type("101")
                    .awaitShown("Your user id:\t101");
            alice.type("1", "nobody").awaitShown("An id is").type("100", "secret1")
                    .awaitShown("(1-4)");
        }
    }

    private PlainTerminal attended(String data) throws IOException {
        return new PlainTerminal(server.port(), temporary.resolve(data), Language.EN, null, true);
    }

    private PlainTerminal terminal(Language language, String data) throws IOException {
        return new PlainTerminal(server.port(), temporary.resolve(data), language, null);
    }
}
