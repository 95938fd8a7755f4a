package im.throng.server.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.UserId;
import im.throng.server.account.Notice;
import im.throng.server.account.NoticeStore.Numbered;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcNoticeStoreTest {

    private static final UserId ANN = new UserId(77);
    private static final Notice REVOKED = new Notice.SessionRevoked(ANN, new SessionId("one"));
    private static final Notice REPLACED = new Notice.PasswordReplaced(ANN, 20);
    private static final Notice CHANGED = new Notice.UserChanged(ANN);

    @TempDir
    Path directory;

    @Test
    void noticesAreReadOnceEachInTheirOrder() {
        try (var storage = new TestStorage(directory)) {
            var notices = storage.now().notices();
            assertThat(notices.forget(0)).isZero();
            notices.leave(List.of(REVOKED, REPLACED), 20);
            notices.leave(List.of(CHANGED), 21);
            var read = notices.after(0, 10);
            assertThat(read).extracting(Numbered::notice)
                    .containsExactly(REVOKED, REPLACED, CHANGED);
            assertThat(notices.after(0, 1)).containsExactly(read.getFirst());
            assertThat(notices.after(read.get(1).number(), 10))
                    .containsExactly(read.getLast());
        }
    }

    @Test
    void aNumberIsNeverUsedAgain() {
        try (var storage = new TestStorage(directory)) {
            storage.now().notices().leave(List.of(REVOKED, CHANGED), 20);
            long newest = storage.now().notices().forget(30);
            var notices = storage.reopened().notices();
            assertThat(notices.after(0, 10)).isEmpty();
            assertThat(notices.forget(0)).isEqualTo(newest);
            notices.leave(List.of(CHANGED), 40);
            assertThat(notices.after(newest, 10)).extracting(Numbered::notice)
                    .containsExactly(CHANGED);
        }
    }
}
