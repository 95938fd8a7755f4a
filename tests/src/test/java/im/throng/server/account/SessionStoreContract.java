package im.throng.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.UserId;
import java.util.List;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// What every [SessionStore] promises, whatever it writes to.
public interface SessionStoreContract {

    UserId USER = new UserId(77);
    SessionId ONE = new SessionId("one");
    SessionId TWO = new SessionId("two");
    Function<List<StoredSession>, List<SessionId>> NONE = _ -> List.of();

    /// The store under test, empty at the start of each test.
    SessionStore sessions();

    @Test
    default void sessionsAreListedUntilTheirTokensEnd() {
        sessions().add(session(ONE, 100), NONE);
        sessions().add(session(TWO, 200), NONE);
        assertThat(sessions().of(USER, 50)).containsExactlyInAnyOrder(
                session(ONE, 100), session(TWO, 200));
        assertThat(sessions().of(USER, 100)).containsExactly(session(TWO, 200));
        assertThat(sessions().of(new UserId(78), 50)).isEmpty();
    }

    @Test
    default void aRevokedSessionIsGoneAndItsTokensStayDeadUntilTheyEnd() {
        sessions().add(session(ONE, 100), NONE);
        sessions().revoke(List.of(ONE, TWO), 150);
        assertThat(sessions().of(USER, 50)).isEmpty();
        assertThat(sessions().revoked(149)).containsExactlyInAnyOrder(ONE, TWO);
        assertThat(sessions().revoked(150)).isEmpty();
    }

    @Test
    default void aNewSessionRevokesThoseThatAreTooMany() {
        sessions().add(session(ONE, 100), NONE);
        assertThat(sessions().add(session(TWO, 200), others -> {
            assertThat(others).containsExactly(session(ONE, 100));
            return List.of(ONE);
        })).containsExactly(ONE);
        assertThat(sessions().of(USER, 50)).containsExactly(session(TWO, 200));
        assertThat(sessions().revoked(199)).containsExactly(ONE);
    }

    @Test
    default void aRevokedSessionStaysDeadAsLongAsItsOwnTokens() {
        sessions().addAll(List.of(session(ONE, 300), session(TWO, 100)));
        assertThat(sessions().of(USER, 50)).hasSize(2);
        sessions().revoke(List.of(ONE, TWO), 150);
        assertThat(sessions().revoked(150)).containsExactly(ONE);
        assertThat(sessions().revoked(300)).isEmpty();
    }

    @Test
    default void ofManySessionsAllAreKeptOrNone() {
        sessions().add(session(TWO, 100), NONE);
        assertThatThrownBy(() ->
                sessions().addAll(List.of(session(ONE, 100), session(TWO, 100))))
                .isInstanceOf(RejectedException.class);
        assertThat(sessions().of(USER, 50)).containsExactly(session(TWO, 100));
    }

    @Test
    default void aTouchMovesTheDatesForward() {
        sessions().add(session(ONE, 100), NONE);
        sessions().touch(ONE, 60, 90);
        sessions().touch(ONE, 61, 300);
        Awaitility.await().untilAsserted(() -> assertThat(sessions().of(USER, 200))
                .containsExactly(new StoredSession(ONE, USER, "phone", "::1", 1, 61, 300)));
    }

    private static StoredSession session(SessionId id, long expiresAt) {
        return new StoredSession(id, USER, "phone", "::1", 1, 1, expiresAt);
    }
}
