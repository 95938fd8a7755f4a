package im.throng.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.terminal.screen.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Conversations and groups in the terminal, against a real server.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConversationsTest {

    private static final String[] ALICE = {"2", "100", "secret1", "小明", "1", "100", "secret1"};
    private static final String[] BOB = {"2", "200", "secret2", "Bob", "1", "200", "secret2"};
    private static final String[] CAROL = {"2", "300", "secret3", "Carol", "1", "300", "secret3"};

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
    void whatIsNewStandsBehindALineAndElsewhereIsANotice() throws Exception {
        try (PlainTerminal alice = terminal(Language.EN, "a");
             PlainTerminal bob = terminal(Language.EN, "b")) {
            alice.type(ALICE).awaitShown("(1-4)");
            bob.type(BOB).awaitShown("(1-4)");
            alice.type("/open 200", "first").awaitShown("Sent #1");
            bob.awaitShown("小明 User id:\t100 says to you:\tfirst");
            bob.type("/open 小明").awaitShown("──── u:100 小明 ────").awaitShown("#1   小明(100)");
            bob.type("/all").awaitShown("──── all");
            alice.type("second").awaitShown("Sent #2");
            bob.awaitShown("* u:100: 小明: second");
            alice.type("third", "fourth").awaitShown("Sent #4");
            bob.type("/chats").awaitShown("u:100    3").awaitShown("fourth");
            bob.type("/next").awaitShown("──── new ────").awaitShown("#4   小明(100)");
            String page = bob.shown().substring(bob.shown().lastIndexOf("──── u:100"));
            assertThat(page.indexOf("first")).isLessThan(page.indexOf("──── new"));
            assertThat(page.indexOf("second")).isGreaterThan(page.indexOf("──── new"));
            bob.type("/reply 4 yes").awaitShown("Sent #5");
            alice.awaitShown("↩#4 yes");
            bob.type("/next").awaitShown("Nothing is unread");
        }
    }

    @Test
    void pagesGoBackToTheBeginning() throws Exception {
        try (PlainTerminal alice = terminal(Language.EN, "a")) {
            alice.type(ALICE).awaitShown("(1-4)").type("/all");
            for (int i = 1; i <= 25; i++) {
                alice.type("line " + i);
            }
            alice.awaitShown("Sent #25").type("/all").awaitShown("#16  小明");
            alice.type("/more").awaitShown("──── older: #6 to #15 ────").awaitShown("line 6");
            alice.type("/more").awaitShown("──── older: #1 to #5 ────");
            alice.type("/more").awaitShown("that is where it begins");
            assertThat(alice.shown().split("line 7\n", -1)).hasSize(2);
            alice.type("#12").awaitShown("──── around #12: #7 to #17 ────").awaitShown("line 12");
            alice.type("/more").awaitShown("──── older: #1 to #6 ────");
            alice.type("/goto 24").awaitShown("──── around #24: #15 to #25 ────");
            alice.type("#26").awaitShown("there is no #26 here").type("/goto x")
                    .awaitShown("Use: /goto SEQ");
        }
    }

    @Test
    void whatWasNotSentGoesOutAtTheNextStartAndTheListIsThereAtOnce() throws Exception {
        try (PlainTerminal alice = attended("a")) {
            alice.type("2", "100", "secret1", "secret1", "小明").type("1", "100", "secret1")
                    .awaitShown("(1-4)").type("/all", "hello").awaitShown("Sent #1");
            server.stop();
            alice.awaitShown("The connection is lost");
            alice.type("in the tunnel").awaitShown("… waits and is sent by itself: in the tunnel");
            alice.type("/quit").awaitShown("1 messages are not sent yet");
            assertThat(alice.end()).isEqualTo(ExitCode.OK);
        }
        try (PlainTerminal alice = terminal(Language.EN, "a")) {
            assertThat(alice.end()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(alice.shown()).contains("Conversations, as of last time:",
                    "小明: hello", "… 1 messages wait to be sent");
        }
        server.again();
        try (PlainTerminal alice = attended("a")) {
            alice.awaitShown("Sent #2 in all: in the tunnel").awaitShown("(1-4)")
                    .type("/all").awaitShown("in the tunnel").type("/quit");
            assertThat(alice.end()).isEqualTo(ExitCode.OK);
            assertThat(alice.shown()).contains("#2   小明(100)          in the tunnel");
        }
    }

    @Test
    void withoutAServerWhatIsKeptIsReadAndWhatIsWrittenGoesOutLater() throws Exception {
        try (PlainTerminal alice = attended("a"); PlainTerminal bob = terminal(Language.EN, "b")) {
            alice.type("2", "100", "secret1", "secret1", "小明").type("1", "100", "secret1")
                    .awaitShown("(1-4)").type("/all", "hello").awaitShown("Sent #1");
            bob.type(BOB).awaitShown("(1-4)").type("/msg 100 see you at six");
            alice.awaitShown("see you at six").type("/open Bob").awaitShown("──── u:200 Bob")
                    .type("/quit");
            assertThat(alice.end()).isEqualTo(ExitCode.OK);
        }
        server.stop();
        try (PlainTerminal alice = attended("a")) {
            alice.awaitShown("Cannot reach the server")
                    .awaitShown("[all | offline, reconnecting]> ")
                    .type("/history").awaitShown("#1   小明(100)          hello");
            alice.type("/open Bob").awaitShown("──── u:200 Bob")
                    .awaitShown("#1   Bob(200)           see you at six");
            alice.type("/chats").awaitShown("u:200          Bob");
            alice.type("/who").awaitShown("that has to wait");
            alice.type("from afar").awaitShown("… waits and is sent by itself: from afar");
            server.again();
            alice.awaitShown("Connected again").awaitShown("Sent #2 in u:200: from afar")
                    .type("/who").awaitShown("(nobody else is online)").type("/quit");
            assertThat(alice.end()).isEqualTo(ExitCode.OK);
            assertThat(alice.shown()).doesNotContain("(1-4)");
        }
        server.stop();
        try (PlainTerminal stranger = attended("new")) {
            assertThat(stranger.end()).isEqualTo(ExitCode.UNREACHABLE);
        }
    }

    @Test
    void aStoreInUseOrDamagedIsSaidAndOneGoesOn() throws Exception {
        try (PlainTerminal first = terminal(Language.EN, "a");
             PlainTerminal second = terminal(Language.ZH, "a")) {
            first.type(ALICE).awaitShown("(1-4)").type("/all", "one").awaitShown("Sent #1");
            second.type("1", "100", "secret1").awaitShown("另一个程序正在用这个账号的本地记录")
                    .awaitShown("(1-4)").type("/all").awaitShown("one").type("two")
                    .awaitShown("已发送 #2");
            first.awaitShown("two").type("/quit");
            second.type("/quit");
            assertThat(first.end()).isEqualTo(ExitCode.OK);
            assertThat(second.end()).isEqualTo(ExitCode.OK);
        }
        Path store = temporary.resolve("a/stores/127.0.0.1_" + server.port() + "/100.db");
        await().until(() -> Files.exists(store) && !Files.exists(
                store.resolveSibling("100.db-wal")));
        Files.write(store, "this is no database, and never was one".repeat(200)
                .getBytes(StandardCharsets.UTF_8));
        try (PlainTerminal again = terminal(Language.EN, "a")) {
            again.awaitShown("The local store was damaged").awaitShown("(1-4)")
                    .type("/all").awaitShown("two").type("/quit");
            assertThat(again.end()).isEqualTo(ExitCode.OK);
        }
    }

    @Test
    void aGroupIsMadeRunAndEnded() throws Exception {
        try (PlainTerminal alice = terminal(Language.EN, "a");
             PlainTerminal bob = terminal(Language.ZH, "b");
             PlainTerminal carol = terminal(Language.EN, "c")) {
            alice.type(ALICE).awaitShown("(1-4)");
            bob.type(BOB).awaitShown("(1-4)");
            carol.type(CAROL).awaitShown("(1-4)");
            alice.type("/group create \"Hill walk\" 200").awaitShown("The group g:2 has begun")
                    .awaitShown("──── g:2 Hill walk ────");
            bob.awaitShown("你被加入了 g:2").type("/open Hill walk").awaitShown("──── g:2 Hill walk");
            bob.type("on Sunday?").awaitShown("已发送 #2");
            alice.awaitShown("on Sunday?").type("/group members").awaitShown("Bob").awaitShown(
                    "owner").type("/group info").awaitShown("members: 2");
            alice.type("/group policy approve").awaitShown("Done").type("/group link")
                    .awaitShown("The code: ").type("/group link revoke").awaitShown("no longer");
            carol.type("/group join g:2").awaitShown("You asked to join g:2");
            alice.awaitShown("Somebody asks to join g:2").type("/group requests")
                    .awaitShown("300       Carol").type("/group accept 300");
            carol.awaitShown("You are in g:2 now").type("/open g:2").awaitShown("──── g:2");
            bob.type("/group rename 周日").awaitShown("只有群管理员可以");
            alice.type("/group role 200 admin").awaitShown("made 200 admin");
            bob.type("/group rename 周日").awaitShown("好了");
            alice.awaitShown("renamed the group to 周日");
            bob.type("/group mute 300 30m");
            carol.awaitShown("lets 300 only read").type("may I?")
                    .awaitShown("Not sent: you may only read here now: may I? (/retry 1");
            bob.type("/group mute Carol off");
            carol.awaitShown("lets 300 write again").type("/retry").awaitShown("Sent #");
            alice.awaitShown("may I?").type("/group notice bring water");
            carol.awaitShown("wrote a new notice: bring water").type("/group leave")
                    .awaitShown("You left g:2").awaitShown("Now open: all");
            alice.type("/group remove 200");
            bob.awaitShown("你不在 g:2 里了").awaitShown("现在打开的是 all");
            alice.type("/group dissolve").awaitShown("to be sure").type("/group dissolve yes")
                    .awaitShown("g:2 is dissolved").type("/chats");
            alice.type("/group info").awaitShown("Open a group first");
            alice.type("/group fly").awaitShown("Use: /group WORD");
            alice.type("/group role").awaitShown("Use: /group role WHO ROLE");
        }
    }

    @Test
    void eachWayIntoAGroupIsOpenedAndClosed() throws Exception {
        try (PlainTerminal alice = terminal(Language.EN, "a");
             PlainTerminal carol = terminal(Language.EN, "c")) {
            alice.type(ALICE).awaitShown("(1-4)").type("/group create Walk")
                    .awaitShown("──── g:2 Walk ────");
            carol.type(CAROL).awaitShown("(1-4)").type("/group join g:2")
                    .awaitShown("or it takes a code: /group join g:2 CODE");
            alice.type("/group policy approve").awaitShown("how one joins: approve");
            carol.type("/group join g:2").awaitShown("You asked to join g:2");
            alice.awaitShown("Somebody asks to join g:2").type("/group requests")
                    .awaitShown("300       Carol").type("/group reject Carol")
                    .type("/group requests").awaitShown("Nobody has asked")
                    .type("/group accept 300").awaitShown("user 300 has not asked to join")
                    .type("/group link").awaitShown("others type /group join g:2 ")
                    .type("/group policy invite").awaitShown("how one joins: invite");
            String code = alice.shown().replaceAll("(?s).*The code: (\\S+).*", "$1");
            carol.type("/group join g:2 no-code").awaitShown("or that is not its code")
                    .type("/group join g:2 " + code).awaitShown("You joined g:2")
                    .type("/group leave").awaitShown("Now open: all");
            alice.awaitShown("Carol(300)         left").type("/group policy open")
                    .awaitShown("how one joins: open");
            carol.type("/group join g:2").awaitShown("#7   Carol(300)         joined");
        }
    }

    @Test
    void marksAreKeptAndAMutedConversationIsSilent() throws Exception {
        try (PlainTerminal alice = terminal(Language.EN, "a");
             PlainTerminal bob = terminal(Language.EN, "b")) {
            alice.type(ALICE).awaitShown("(1-4)").type("/say hello").awaitShown("Sent #1");
            bob.type(BOB).awaitShown("(1-4)").type("/open 100").awaitShown("──── u:100");
            alice.type("/all", "/mute").awaitShown("all is muted").type("/pin on")
                    .awaitShown("all is pinned").type("/chats")
                    .awaitShown("(pinned, muted)").type("/open 200").awaitShown("──── u:200");
            bob.type("/say nobody hears", "but this").awaitShown("Sent #2 in all");
            alice.awaitShown("but this");
            assertThat(alice.shown()).doesNotContain("nobody hears");
            alice.type("/read all").awaitShown("all is read");
        }
    }

    @Test
    void thePromptTellsWhatGoesOnWithoutScrolling() throws Exception {
        try (PlainTerminal alice = attended("a");
             PlainTerminal bob = terminal(Language.EN, "b")) {
            alice.type("2", "100", "secret1", "secret1", "小明").type("1", "100", "secret1")
                    .awaitShown("(1-4)");
            bob.type(BOB).awaitShown("(1-4)").type("/open 100").awaitShown("──── u:100");
            alice.type("/open Bob", "are you there?").awaitShown("Sent #1");
            bob.awaitShown("are you there?");
            alice.awaitShown("<prompt> [u:200 | read by Bob up to #1]> ");
            bob.type("/say hello, all").awaitShown("Sent #1 in all");
            alice.awaitShown("<prompt> [u:200 | read by Bob up to #1 | 1 unread in 1]> ")
                    .awaitShown("<title> (1) Throng u:200 Bob");
            server.stop();
            alice.awaitShown("<prompt> [u:200 | offline, reconnecting | ");
            server.again();
        }
    }

    private PlainTerminal attended(String data) throws IOException {
        return new PlainTerminal(server.port(), temporary.resolve(data), Language.EN, null, true);
    }

    private PlainTerminal terminal(Language language, String data) throws IOException {
        return new PlainTerminal(server.port(), temporary.resolve(data), language, null);
    }
}
