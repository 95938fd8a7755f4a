package im.throng.client;

import static im.throng.client.FakeServer.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.AccountRequest;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ChatReply;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Entry;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.Farewell;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThrongClientTest {

    private FakeServer server;
    private RecordingListener listener;
    private ThrongClient client;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        listener = new RecordingListener();
        client = builder().listener(listener).build();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private ThrongClientBuilder builder() {
        return ThrongClient.builder().port(server.port()).random(() -> 0.1)
                .retry(Duration.ofMillis(100), Duration.ofMillis(100));
    }

    private void login() {
        client.login(ALICE, "secret");
        await().until(() -> server.count(ChatRequest.ListConversations.class) > 0);
        client.ping(); // Its answer stands behind the answer to the list.
    }

    @Test
    void aSessionGoesOnByItselfOrIsSaidToHaveEnded() {
        client.resumeWhenReachable(FakeServer.TOKEN);
        await().until(() -> listener.told().equals(List.of("connected")));
        RecordingListener other = new RecordingListener();
        server.answer(request -> request instanceof AnonymousRequest.Resume
                ? Optional.of(new Reply.Refused(ErrorCode.NOT_LOGGED_IN, "no", 0))
                : Optional.empty());
        try (ThrongClient ended = builder().listener(other).build()) {
            ended.resumeWhenReachable(FakeServer.TOKEN);
            await().until(() -> other.told().equals(List.of("loginNeeded")));
        }
    }

    @Test
    void whoKnowsThatTheNetworkIsBackNeedNotWaitForTheNextTry() {
        RecordingListener told = new RecordingListener();
        try (ThrongClient patient = builder().listener(told)
                .retry(Duration.ofHours(1), Duration.ofHours(1)).build()) {
            patient.login(ALICE, "secret");
            server.drop();
            await().until(() -> told.told().contains("disconnected"));
            patient.reconnectNow();
            await().until(() -> told.told()
                    .equals(List.of("connected", "disconnected", "connected")));
        }
    }

    @Test
    void entriesThatAreNextArePassedOn() {
        login();
        server.say("one");
        server.say("two");
        awaitMessages("one", "two");
    }

    @Test
    void whatWasSaidBeforeTheFirstLoginIsNotPassedOn() {
        server.store("old");
        login();
        server.say("new");
        awaitMessages("new");
    }

    @Test
    void aGapIsReadFromTheHistoryPageByPage() {
        login();
        server.say("1");
        for (int i = 2; i <= 9; i++) {
            server.store(Integer.toString(i));
        }
        server.say("10");
        awaitMessages("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    }

    @Test
    void anEntryThatIsPushedTwiceIsPassedOnOnce() {
        login();
        Entry first = server.store("first");
        server.push(new Push.NewEntry(first));
        server.push(new Push.NewEntry(first));
        server.say("second");
        awaitMessages("first", "second");
    }

    @Test
    void onesOwnMessagesAreNotPassedOn() {
        login();
        assertThat(client.send(ConversationName.ALL, "mine").seq()).isEqualTo(1);
        server.say("theirs");
        awaitMessages("theirs");
    }

    @Test
    void onesOwnMessageIsNotPassedOnWhenAGapBeforeItIsRead() {
        login();
        server.store("missed");
        assertThat(client.send(ConversationName.ALL, "mine").seq()).isEqualTo(2);
        server.say("theirs");
        awaitMessages("missed", "theirs");
    }

    @Test
    void whatWasMissedWhileDisconnectedIsRead() {
        login();
        server.say("before");
        awaitMessages("before");
        server.drop();
        server.store("meanwhile 1");
        server.store("meanwhile 2");
        awaitMessages("before", "meanwhile 1", "meanwhile 2");
        assertThat(listener.told()).startsWith("connected", "disconnected")
                .endsWith("connected");
    }

    @Test
    void aMessageWhoseReplyWasLostIsStoredOnceAndPassedOnNever() {
        login();
        AtomicInteger sends = new AtomicInteger();
        server.dropAfter(request -> request instanceof ChatRequest.SendMessage
                && sends.incrementAndGet() == 1);
        ChatReply.Sent sent = client.send(ConversationName.ALL, "mine");
        assertThat(sent.duplicate()).isTrue();
        server.say("theirs");
        awaitMessages("theirs");
        assertThat(server.texts()).containsExactly("mine", "theirs");
    }

    @Test
    void aMessageOfOnesOwnThatIsPushedBeforeItsLateReplyIsPassedOnNever() {
        login();
        AtomicInteger sends = new AtomicInteger();
        server.dropAfter(request -> request instanceof ChatRequest.SendMessage
                && sends.incrementAndGet() == 1);
        server.silentOn(request -> request instanceof ChatRequest.SendMessage
                && sends.get() == 1);
        CompletableFuture<Reply> reply = client.request(new ChatRequest.SendMessage(
                ConversationName.ALL, "k", text("mine"))).toCompletableFuture();
        await().until(() -> server.count(ChatRequest.SendMessage.class) == 2);
        server.push(new Push.NewEntry(new Entry(ConversationName.ALL, 1, ALICE, "Alice", 0,
                text("mine"))));
        server.say("theirs");
        server.silentOn(_ -> false);
        server.drop();
        assertThat(reply.join()).isInstanceOf(ChatReply.Sent.class);
        awaitMessages("theirs");
    }

    @Test
    void aHintIsFollowed() {
        login();
        server.store("missed");
        server.push(new Push.HeadsMoved(Map.of(ConversationName.ALL, 1L)));
        awaitMessages("missed");
        server.store("missed too");
        server.push(new Push.EverythingMoved());
        awaitMessages("missed", "missed too");
    }

    @Test
    void aHeartbeatFindsALostLastMessage() {
        server.heartbeatMs(50);
        login();
        server.store("lost");
        awaitMessages("lost");
        await().until(() -> server.count(ChatRequest.Ping.class) > 8);
        assertThat(listener.told()).containsExactly("connected");
    }

    @Test
    void aServerThatFallsSilentIsLeftAndFoundAgain() {
        server.heartbeatMs(100);
        client.login(ALICE, "secret");
        server.silentOn(request -> request instanceof ChatRequest.Ping);
        await().until(() -> listener.told().contains("disconnected"));
        server.silentOn(_ -> false);
        server.store("meanwhile");
        awaitMessages("meanwhile");
    }

    @Test
    void afterAGoodbyeForGoodNobodyReconnects() {
        login();
        server.push(new Push.Goodbye(Farewell.REVOKED, "revoked", 0));
        await().until(() -> listener.told().contains("loginNeeded"));
        assertThat(listener.told()).containsExactly("connected", "goodbye", "loginNeeded");
        assertThatThrownBy(client::ping).isInstanceOf(DisconnectedException.class);
        assertThat(server.count(AnonymousRequest.Resume.class)).isZero();
    }

    @Test
    void aGoodbyeSaysWhenToComeBack() {
        login();
        long goodbyeAt = System.nanoTime();
        server.push(new Push.Goodbye(Farewell.UNAVAILABLE, "restarting", 400));
        await().until(() -> !server.resumedAtNanos().isEmpty());
        assertThat(Duration.ofNanos(server.resumedAtNanos().getFirst() - goodbyeAt))
                .isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void aRefusedResumeSaysWhenToTryAgain() {
        login();
        AtomicInteger resumes = new AtomicInteger();
        server.answer(request -> request instanceof AnonymousRequest.Resume
                && resumes.incrementAndGet() == 1
                ? Optional.of(new Reply.Refused(ErrorCode.UNAVAILABLE, "starting", 400))
                : Optional.empty());
        server.drop();
        await().until(() -> server.resumedAtNanos().size() == 2);
        List<Long> at = server.resumedAtNanos();
        assertThat(Duration.ofNanos(at.get(1) - at.get(0)))
                .isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void aDeadTokenAsksForANewLogin() {
        login();
        server.answer(request -> request instanceof AnonymousRequest.Resume
                ? Optional.of(new Reply.Refused(ErrorCode.NOT_LOGGED_IN, "expired", 0))
                : Optional.empty());
        server.drop();
        await().until(() -> listener.told().contains("loginNeeded"));
        client.login(ALICE, "secret");
        server.say("again");
        awaitMessages("again");
    }

    @Test
    void anotherEpochVoidsWhatIsKnown() {
        server.store("1");
        server.store("2");
        login();
        server.epoch("second");
        server.drop();
        await().until(() -> listener.told().contains("everythingMoved"));
        await().until(() -> server.count(ChatRequest.ListConversations.class) == 2);
        client.ping();
        server.say("3");
        awaitMessages("3");
    }

    @Test
    void aServerThatIsBusyGetsTheMessageLater() {
        login();
        AtomicInteger sends = new AtomicInteger();
        server.answer(request -> request instanceof ChatRequest.SendMessage
                && sends.incrementAndGet() == 1
                ? Optional.of(new Reply.Refused(ErrorCode.UNAVAILABLE, "draining", 10))
                : Optional.empty());
        assertThat(client.send(ConversationName.ALL, "patient").duplicate()).isFalse();
        assertThat(server.texts()).containsExactly("patient");
    }

    @Test
    void messagesThatAreTooFastAreSentOneByOneInOrder() {
        login();
        AtomicInteger sends = new AtomicInteger();
        server.answer(request -> request instanceof ChatRequest.SendMessage
                && sends.incrementAndGet() % 3 == 0
                ? Optional.of(new Reply.Refused(ErrorCode.TOO_FAST, "slower", 1))
                : Optional.empty());
        List<String> said = List.of("1", "2", "3");
        said.stream().map(text -> client.request(new ChatRequest.SendMessage(
                        ConversationName.ALL, text, text(text))).toCompletableFuture())
                .toList().forEach(CompletableFuture::join);
        assertThat(server.texts()).isEqualTo(said);
    }

    @Test
    void aListenerMayAskTheServer() {
        client.close();
        List<Long> seqs = new CopyOnWriteArrayList<>();
        ThrongClient[] echo = new ThrongClient[1];
        echo[0] = builder().listener(new ThrongListener() {
            @Override
            public void message(Entry entry) {
                seqs.add(echo[0].send(ConversationName.ALL, "echo").seq());
            }
        }).build();
        client = echo[0];
        login();
        server.say("hello");
        await().untilAsserted(() -> assertThat(seqs).containsExactly(2L));
    }

    @Test
    void aSlowListenerLosesNothing() {
        client.close();
        CountDownLatch slow = new CountDownLatch(1);
        List<String> heard = new CopyOnWriteArrayList<>();
        client = builder().listener(new ThrongListener() {
            @Override
            public void message(Entry entry) {
                try {
                    slow.await();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
                heard.add(FakeServer.text(entry));
            }
        }).build();
        login();
        List<String> said = IntStream.range(0, 3_000).mapToObj(Integer::toString).toList();
        said.forEach(server::say);
        client.ping();
        slow.countDown();
        await().untilAsserted(() -> assertThat(heard).isEqualTo(said));
    }

    @Test
    void aRefusalIsAnException() {
        server.answer(_ -> Optional.of(new Reply.Refused(ErrorCode.TOO_FAST, "slower", 1_500)));
        assertThatThrownBy(() -> client.login(ALICE, "wrong"))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.TOO_FAST);
                    assertThat(refused.words()).isEqualTo("slower");
                    assertThat(refused.retryAfterMs()).isEqualTo(1_500);
                });
    }

    @Test
    void aClosedClientAnswersAtOnce() {
        login();
        client.close();
        assertThat(client.request(new ChatRequest.Ping()).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat().withCauseInstanceOf(DisconnectedException.class);
    }

    @Test
    void noAnswerInTimeIsAnException() {
        client.close();
        client = builder().requestTimeout(Duration.ofMillis(100)).build();
        client.login(ALICE, "secret");
        server.silentOn(request -> request instanceof AccountRequest.ListSessions);
        assertThatThrownBy(client::sessions).isInstanceOf(TimedOutException.class);
    }

    @Test
    void noServerIsAnException() throws IOException {
        // A port that is taken but not listened on: a free one might be taken by the very try.
        try (var taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = taken.getLocalPort();
            try (var lonely = ThrongClient.builder().port(port).build()) {
                assertThatThrownBy(lonely::connect).isInstanceOf(DisconnectedException.class)
                        .hasMessageContaining("127.0.0.1:" + port);
            }
        }
    }

    @Test
    void aClosedClientAnswersNothing() {
        login();
        client.close();
        assertThatThrownBy(client::ping).isInstanceOf(DisconnectedException.class);
    }

    private void awaitMessages(String... texts) {
        await().untilAsserted(() -> assertThat(listener.messages()).containsExactly(texts));
    }

    private static EntryBody.Text text(String text) {
        return new EntryBody.Text(text, null, Mentions.NONE);
    }
}
