package im.throng.server.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.delivery.Delivery;
import im.throng.server.session.Connection;
import im.throng.server.session.Packet;
import im.throng.server.session.Responder;
import im.throng.server.session.Sessions;
import im.throng.server.session.UserSession;
import im.throng.server.telemetry.Meters;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Two connections of one session that ask at the same moment.
class WatchesTest {

    private static final UserSession SESSION = new UserSession(new SessionId("s"),
            new User(new UserId(9), "Ann", "", "", "", 1, Role.USER), "", "", 1, true);

    private final Presence presence = new Presence(new PresenceConfig(0, 0, Duration.ZERO,
            Duration.ZERO, 3, 10), InstantSource.system(), Map.of());
    private final Watches watches = new Watches(presence, fake(PresenceStore.class, Map.of()),
            new Delivery(fake(Packet.Factory.class, "no packet"), new Sessions(4), Meters.NONE));
    private final Connection one = opened();
    private final Connection other = opened();
    private final List<Reply> replies = new ArrayList<>();

    @Test
    void p15_whatIsAskedMeanwhileFindsNoRoomThatIsTaken() {
        watch(one, () -> assertThatThrownBy(() -> watch(other, () -> { }, 3, 4))
                .isInstanceOf(RejectedException.class), 1, 2);
        assertThat(replies).hasSize(1);
        watch(other, () -> { }, 3);
    }

    @Test
    void p15_whoGotNoAnswerTakesNoRoom() {
        assertThatThrownBy(() -> watch(one, () -> {
            throw new IllegalStateException("not answered");
        }, 1, 2)).isInstanceOf(IllegalStateException.class);
        watch(other, () -> { }, 3, 4, 5);
        assertThat(replies).hasSize(1);
    }

    @Test
    void p15_whoLeavesBeforeTheAnswerTakesNoRoom() {
        watch(one, () -> presence.closed(one, SESSION), 1, 2);
        watch(other, () -> { }, 3, 4, 5);
        assertThat(replies).hasSize(2);
    }

    private void watch(Connection connection, Runnable answered, long... ids) {
        watches.begin(SESSION, LongStream.of(ids).mapToObj(UserId::new).toList(),
                new Responder() {
                    @Override
                    public Connection connection() {
                        return connection;
                    }

                    @Override
                    public void answer(Reply reply) {
                        answered.run();
                        replies.add(reply);
                    }
                });
    }

    private Connection opened() {
        Connection connection = fake(Connection.class, false);
        presence.opened(connection, SESSION);
        return connection;
    }

    /// An object of which every question has the same answer.
    private static <T> T fake(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (self, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self.hashCode() == arguments[0].hashCode();
                    default -> answer;
                }));
    }
}
