package im.throng.server.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.UserId;
import im.throng.server.account.StoredSession;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionDatesTest {

    private static final UserId USER = new UserId(77);
    private static final int SESSIONS = 5_000;

    @TempDir
    Path directory;

    /// A server that stops ends all its connections, each of which has a date to keep.
    @Test
    void anOrderlyStopKeepsTheDatesOfAllSessions() {
        try (var storage = new TestStorage(directory)) {
            var store = storage.now().sessions();
            store.addAll(IntStream.range(0, SESSIONS).mapToObj(i -> new StoredSession(id(i), USER,
                    "phone", "::1", 1, 2, 1_000)).toList());
            for (int i = 0; i < SESSIONS; i++) {
                store.touch(id(i), 100 + i, 100_000 + i);
            }
            assertThat(storage.reopened().sessions().of(USER, 2_000))
                    .hasSize(SESSIONS)
                    .allSatisfy(kept -> assertThat(kept.expiresAt() - kept.lastSeen())
                            .isEqualTo(99_900));
        }
    }

    private static SessionId id(int number) {
        return new SessionId("session-" + number);
    }
}
