package im.throng.client;

import static im.throng.client.FakeServer.ALICE;
import static im.throng.client.FakeServer.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.message.AccountRequest;
import im.throng.protocol.message.AnonymousRequest;
import im.throng.protocol.message.Farewell;
import im.throng.protocol.message.PresenceRequest;
import im.throng.protocol.message.Push;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.UserId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The requests about oneself and about watching others, over lost connections.
class WatchRenewalTest {

    private static final UserId CAROL = new UserId(300);

    private FakeServer server;
    private RecordingListener listener;
    private ThrongClient client;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        listener = new RecordingListener();
        client = ThrongClient.builder().port(server.port()).random(() -> 0.1)
                .retry(Duration.ofMillis(50), Duration.ofMillis(50)).listener(listener).build();
        client.login(ALICE, "secret");
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void p15_whoIsWatchedIsWatchedAgainAfterAReconnect() {
        assertThat(client.watch(List.of(BOB, CAROL))).hasSize(2);
        assertThat(client.unwatch(List.of(CAROL))).hasSize(1);
        server.drop();
        await().until(() -> listener.told().contains("watched [200]"));
        assertThat(watches()).containsExactly(List.of(BOB, CAROL), List.of(BOB));
        server.drop();
        await().until(() -> watches().size() == 3);
    }

    @Test
    void manyAreWatchedAgainInPartsThatTheServerTakes() {
        client.watch(LongStream.rangeClosed(1, 400).mapToObj(UserId::new).toList());
        client.watch(LongStream.rangeClosed(401, 800).mapToObj(UserId::new).toList());
        server.drop();
        await().until(() -> watches().size() == 4);
        assertThat(watches().get(2)).hasSize(500);
        assertThat(watches().get(3)).hasSize(300);
    }

    @Test
    void aServerThatIsBusyIsAskedAgain() {
        client.watch(List.of(BOB));
        AtomicInteger refusals = new AtomicInteger();
        server.answer(request -> request instanceof PresenceRequest.Watch
                && refusals.incrementAndGet() == 1
                ? Optional.of(new Reply.Refused(ErrorCode.UNAVAILABLE, "starting", 1))
                : Optional.empty());
        server.drop();
        await().until(() -> listener.told().contains("watched [200]"));
    }

    @Test
    void theEndOfTheSessionEndsTheWatches() {
        client.watch(List.of(BOB));
        server.push(new Push.Goodbye(Farewell.REVOKED, "revoked", 0));
        await().until(() -> listener.told().contains("loginNeeded"));
        client.login(ALICE, "secret");
        client.ping();
        assertThat(watches()).hasSize(1);
    }

    @Test
    void aChangeOfThePasswordIsNotTriedTwice() {
        server.dropAfter(request -> request instanceof AccountRequest.ChangePassword);
        assertThatThrownBy(() -> client.changePassword("secret", "another"))
                .isInstanceOf(DisconnectedException.class);
        await().until(() -> server.count(AnonymousRequest.Resume.class) == 1);
        client.ping();
        assertThat(server.count(AccountRequest.ChangePassword.class)).isEqualTo(1);
    }

    @Test
    void aLoginRightAfterALogoutIsNotTakenByTheEndOfTheOldConnection() {
        for (int i = 0; i < 20; i++) {
            client.logout();
            server.push(new Push.Goodbye(Farewell.LOGGED_OUT, "logged out", 0));
            client.login(ALICE, "secret");
        }
        assertThat(listener.told()).containsOnly("connected", "loginNeeded");
    }

    @Test
    void theAccountIsChangedSearchedAndDeleted() {
        assertThat(client.updateProfile("Alice", null, "bio", null).userName())
                .isEqualTo("Alice");
        assertThat(client.searchUsers("Ali", 5)).extracting("userId").containsExactly(ALICE);
        client.changePassword("secret", "another");
        client.deleteAccount("another");
        assertThat(server.asked()).contains(
                new AccountRequest.UpdateProfile("Alice", null, "bio", null),
                new AccountRequest.SearchUsers("Ali", 5),
                new AccountRequest.ChangePassword("secret", "another"),
                new AccountRequest.DeleteAccount("another"));
    }

    private List<List<UserId>> watches() {
        return server.asked().stream()
                .filter(PresenceRequest.Watch.class::isInstance)
                .map(request -> ((PresenceRequest.Watch) request).userIds()).toList();
    }
}
