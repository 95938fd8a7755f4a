package im.throng.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.throng.client.store.OutboxMessage;
import im.throng.client.store.OutboxMessage.State;
import im.throng.client.store.StoreException;
import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.ChatRequest;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.User;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {

    @TempDir
    private Path folder;

    private FakeServer server;
    private StoredClient run;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        run = open();
    }

    @AfterEach
    void stop() throws IOException {
        run.close();
        server.close();
    }

    private StoredClient open() {
        return new StoredClient(server, folder.resolve("store.db"));
    }

    /// Ends the program and starts it again, without a login.
    private void restart() {
        run.close();
        run = open();
    }

    @Test
    void aMessageGoesFromTheOutboxToTheCache() {
        run.login();
        run.post("hello");
        run.awaitEmptyOutbox();
        await().until(() -> run.listener().outgoing().size() == 3);
        assertThat(run.listener().outgoing())
                .containsExactly("hello Queued", "hello Sending", "hello Stored");
        assertThat(run.kept()).containsExactly("hello");
        assertThat(run.listener().messages()).isEmpty();
    }

    @Test
    void thatAMessageIsStoredIsToldBehindWhatWasSaidBeforeIt() {
        run.login();
        server.silentOn(request -> request instanceof ChatRequest.ReadHistory);
        server.store("theirs");
        run.post("mine");
        run.awaitEmptyOutbox();
        await().until(() -> server.count(ChatRequest.ReadHistory.class) > 0);
        run.client().ping(); // Its answer stands behind what is told of the message.
        assertThat(run.listener().outgoing()).containsExactly("mine Queued", "mine Sending");
        server.silentOn(_ -> false);
        server.drop();
        await().until(() -> run.listener().seen().size() == 2);
        assertThat(run.listener().seen()).containsExactly("theirs", "mine");
        server.say("later");
        await().until(() -> run.listener().seen().size() == 3);
        assertThat(run.listener().seen()).last().isEqualTo("later");
    }

    @Test
    void whatIsWrittenBeforeTheLoginWaitsForIt() {
        run.post("early");
        assertThat(run.outbox().messages()).singleElement()
                .satisfies(m -> assertThat(m.state()).isEqualTo(new State.Queued()));
        run.login().awaitEmptyOutbox();
        assertThat(server.texts()).containsExactly("early");
    }

    @Test
    void whatWasNotAcknowledgedIsSentAgainByTheNextRunAndStoredOnce() {
        run.login();
        neverAnswer(true);
        run.post("mine");
        run.post("next");
        await().until(() -> server.texts().contains("mine"));
        restart();
        assertThat(run.outbox().messages()).hasSize(2);
        neverAnswer(false);
        run.login().awaitEmptyOutbox();
        server.say("theirs");
        await().until(() -> run.listener().messages().contains("theirs"));
        assertThat(run.listener().messages()).containsExactly("theirs");
        assertThat(server.texts()).containsExactly("mine", "next", "theirs");
        assertThat(keysOf("mine")).hasSizeGreaterThan(1).containsOnly(keysOf("mine").getFirst());
        await().until(() -> run.kept().equals(List.of("mine", "next", "theirs")));
    }

    @Test
    void whatWasWrittenButNeverSentIsSentByTheNextRun() {
        String key = run.post("offline").key();
        restart();
        run.login().awaitEmptyOutbox();
        assertThat(keysOf("offline")).containsExactly(key);
    }

    @Test
    void retriesKeepTheOrder() {
        run.login();
        AtomicInteger sends = new AtomicInteger();
        server.answer(request -> request instanceof ChatRequest.SendMessage
                ? refusedAtFirst(sends.incrementAndGet()) : Optional.empty());
        List<String> said = IntStream.range(0, 12).mapToObj(Integer::toString).toList();
        said.forEach(run::post);
        run.awaitEmptyOutbox();
        assertThat(server.texts()).isEqualTo(said);
        assertThat(sends.get()).isGreaterThan(said.size() + 6);
    }

    private static Optional<Reply> refusedAtFirst(int number) {
        ErrorCode code = switch (number % 7) {
            case 1 -> ErrorCode.UNAVAILABLE;
            case 2 -> ErrorCode.TOO_FAST;
            case 3 -> ErrorCode.INTERNAL;
            case 5 -> ErrorCode.TOO_SLOW;
            default -> null;
        };
        return Optional.ofNullable(code).map(why -> new Reply.Refused(why, "not now", 1));
    }

    @Test
    void aLostConnectionKeepsTheOrder() {
        run.login();
        AtomicInteger sends = new AtomicInteger();
        server.dropAfter(request -> request instanceof ChatRequest.SendMessage
                && sends.incrementAndGet() % 3 == 0);
        List<String> said = IntStream.range(0, 8).mapToObj(Integer::toString).toList();
        said.forEach(run::post);
        run.awaitEmptyOutbox();
        assertThat(server.texts()).isEqualTo(said);
    }

    @Test
    void whatIsRefusedForGoodStaysUntilItIsRetried() {
        run.login();
        refuse(ErrorCode.FORBIDDEN);
        OutboxMessage refused = run.post("refused");
        await().until(() -> run.listener().outgoing().contains("refused Failed"));
        server.answer(_ -> Optional.empty());
        run.post("after it");
        await().until(() -> run.outbox().messages().size() == 1);
        restart();
        assertThat(run.outbox().messages()).singleElement().satisfies(message -> {
            assertThat(message.id()).isEqualTo(refused.id());
            assertThat(message.state()).isEqualTo(
                    new State.Failed(ErrorCode.FORBIDDEN, "never"));
        });
        run.login();
        assertThat(server.texts()).containsExactly("after it");
        assertThat(run.outbox().retry(refused.id())).isPresent();
        run.awaitEmptyOutbox();
        assertThat(server.texts()).containsExactly("after it", "refused");
        assertThat(keysOf("refused")).containsOnly(refused.key());
        assertThat(run.outbox().retry(refused.id())).isEmpty();
    }

    @Test
    void aConflictIsRetriedUnderAnotherKey() {
        run.login();
        refuse(ErrorCode.CONFLICT);
        OutboxMessage refused = run.post("again");
        await().until(() -> run.listener().outgoing().contains("again Failed"));
        server.answer(_ -> Optional.empty());
        assertThat(run.outbox().retry(refused.id()).orElseThrow().key())
                .isNotEqualTo(refused.key());
        run.awaitEmptyOutbox();
        assertThat(server.texts()).containsExactly("again");
    }

    @Test
    void whatFailedCanBeDiscarded() {
        run.login();
        refuse(ErrorCode.INVALID_FIELD);
        OutboxMessage refused = run.post("wrong");
        await().until(() -> run.listener().outgoing().contains("wrong Failed"));
        assertThat(run.outbox().discard(refused.id())).isTrue();
        assertThat(run.outbox().messages()).isEmpty();
    }

    @Test
    void whatIsUnderWayCannotBeDiscarded() {
        run.login();
        server.silentOn(request -> request instanceof ChatRequest.SendMessage);
        OutboxMessage first = run.post("under way");
        OutboxMessage second = run.post("behind it");
        await().until(() -> server.count(ChatRequest.SendMessage.class) >= 1);
        assertThat(run.outbox().discard(first.id())).isFalse();
        assertThat(run.outbox().discard(second.id())).isTrue();
        server.silentOn(_ -> false);
        server.drop();
        run.awaitEmptyOutbox();
        assertThat(server.texts()).containsExactly("under way");
    }

    @Test
    void theEndOfTheSessionIsNotTheMessagesFault() {
        run.login();
        refuse(ErrorCode.NOT_LOGGED_IN);
        run.post("patient");
        await().until(() -> server.count(ChatRequest.SendMessage.class) > 1);
        server.answer(_ -> Optional.empty());
        run.awaitEmptyOutbox();
        assertThat(server.texts()).containsExactly("patient");
    }

    @Test
    void anotherHistoryGetsTheSameMessagesUnderTheSameKeys() {
        run.login();
        neverAnswer(true);
        run.post("kept");
        await().until(() -> server.texts().contains("kept"));
        run.close();
        server.forget();
        server.epoch("second");
        neverAnswer(false);
        run = open().login();
        run.awaitEmptyOutbox();
        assertThat(server.texts()).containsExactly("kept");
        assertThat(keysOf("kept")).hasSizeGreaterThan(1).containsOnly(keysOf("kept").getFirst());
    }

    @Test
    void aClientWithoutAStoreHasNoOutbox() {
        try (ThrongClient plain = StoredClient.builder(server).build()) {
            assertThatThrownBy(plain::outbox).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aSecondProgramIsToldSoAndWorksWithoutTheFile() {
        ThrongClientBuilder second = StoredClient.builder(server);
        assertThatThrownBy(() -> second.store(folder.resolve("store.db"), "a server").build())
                .isInstanceOfSatisfying(StoreException.class, refused ->
                        assertThat(refused.kind()).isEqualTo(StoreException.Kind.IN_USE));
        try (ThrongClient client = second.storeInMemory().build()) {
            client.login(FakeServer.ALICE, "secret");
            client.outbox().post(ConversationName.ALL, "from the second");
            await().until(() -> client.outbox().messages().isEmpty());
        }
        assertThat(server.texts()).containsExactly("from the second");
    }

    @Test
    void anotherAccountIsNotLoggedInWithTheStore() {
        run.login();
        run.post("Alice's");
        run.awaitEmptyOutbox();
        restart();
        assertThatThrownBy(() -> run.client().login(FakeServer.BOB, "secret"))
                .isInstanceOfSatisfying(StoreException.class, refused ->
                        assertThat(refused.kind()).isEqualTo(StoreException.Kind.OTHER_OWNER));
        assertThat(server.count(AnonymousRequest.Login.class)).isEqualTo(1);
    }

    @Test
    void theSessionOfAnotherAccountSendsNothingOfTheStores() {
        run.login();
        refuse(ErrorCode.UNAVAILABLE);
        run.post("Alice's");
        await().until(() -> server.count(ChatRequest.SendMessage.class) >= 1);
        restart();
        User bob = new User(FakeServer.BOB, "Bob", "", "", "", 0, Role.USER);
        server.answer(request -> request instanceof AnonymousRequest.Resume
                ? Optional.of(server.loggedIn(bob)) : Optional.empty());
        assertThatThrownBy(() -> run.client().resume("token of Bob"))
                .isInstanceOf(StoreException.class);
        run.client().ping();
        run.client().ping();
        assertThat(server.texts()).isEmpty();
        assertThat(run.outbox().messages()).hasSize(1);
    }

    @Test
    void aStoreInMemoryWorksForOneRun() {
        try (ThrongClient plain = StoredClient.builder(server).storeInMemory().build()) {
            plain.login(FakeServer.ALICE, "secret");
            plain.outbox().post(ConversationName.ALL, "hello");
            await().until(() -> plain.outbox().messages().isEmpty());
            assertThat(server.texts()).containsExactly("hello");
        }
    }

    private void refuse(ErrorCode code) {
        server.answer(request -> request instanceof ChatRequest.SendMessage
                ? Optional.of(new Reply.Refused(code, "never", 0)) : Optional.empty());
    }

    /// Lets the server store messages and break off instead of answering; nobody gets in again.
    private void neverAnswer(boolean now) {
        server.dropAfter(request -> now && request instanceof ChatRequest.SendMessage);
        server.silentOn(request -> now && request instanceof AnonymousRequest.Resume);
    }

    private List<String> keysOf(String text) {
        return server.asked().stream()
                .filter(ChatRequest.SendMessage.class::isInstance)
                .map(ChatRequest.SendMessage.class::cast)
                .filter(send -> send.body().text().equals(text))
                .map(ChatRequest.SendMessage::key).toList();
    }
}
