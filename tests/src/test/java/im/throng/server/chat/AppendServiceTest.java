package im.throng.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.ConversationName;
import im.throng.protocol.message.EntryBody;
import im.throng.protocol.message.GroupId;
import im.throng.protocol.message.Mentions;
import im.throng.protocol.message.Reply;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.SessionId;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.account.Profiles;
import im.throng.server.account.UserStore;
import im.throng.server.session.Connection;
import im.throng.server.session.Responder;
import im.throng.server.session.Sessions;
import im.throng.server.session.UserSession;
import im.throng.server.telemetry.Meters;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which messages go to the store without waiting for anybody: an event loop sends those itself.
class AppendServiceTest {

    private static final User ANN = new User(new UserId(1), "ann", "", "", "", 1, Role.USER);
    private static final User BEN = new User(new UserId(2), "ben", "", "", "", 1, Role.USER);
    private static final UserSession ANNS =
            new UserSession(new SessionId("s"), ANN, "", "", 0, true);
    private static final ConversationName TO_BEN = new ConversationName.Direct(BEN.userId());

    private final List<Draft> drafts = new ArrayList<>();
    private int reads;
    private int turns;
    private long nanos;
    private long waitMs;
    private final Profiles profiles = new Profiles(stub(UserStore.class, (_, _, _) -> {
        reads++;
        return List.of(BEN);
    }), new Sessions(1), () -> nanos);
    private final AppendService service = new AppendService(
            stub(EntryStore.class, (_, _, arguments) -> drafts.add((Draft) arguments[0])),
            profiles, stub(ConversationRates.class, (_, _, _) -> {
                turns++;
                return waitMs;
            }),
            new ChatConfig(100, false), Meters.NONE);

    @Test
    void whoIsNotRememberedHasToBeReadFirst() {
        assertThat(sendAtOnce(TO_BEN, "hello")).isFalse();
        assertThat(drafts).isEmpty();
        assertThat(reads).isZero();
    }

    @Test
    void whoIsRememberedNeedsNoReading() {
        profiles.users(List.of(BEN.userId()));
        assertThat(sendAtOnce(TO_BEN, "hello")).isTrue();
        assertThat(drafts).singleElement().extracting(draft -> draft.body().text())
                .isEqualTo("hello");
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void whoWasReadLongAgoIsReadAgainFirst() {
        profiles.users(List.of(BEN.userId()));
        nanos = Long.MAX_VALUE / 2;
        assertThat(sendAtOnce(TO_BEN, "hello")).isFalse();
        assertThat(drafts).isEmpty();
    }

    @Test
    void everybodyAndGroupsNeedNoReading() {
        assertThat(sendAtOnce(ConversationName.ALL, "hello")).isTrue();
        assertThat(sendAtOnce(new ConversationName.Group(new GroupId(7)), "hello")).isTrue();
        assertThat(drafts).hasSize(2);
        assertThat(reads).isZero();
    }

    @Test
    void whatIsRefusedAtOnceTakesNobodysTurn() {
        assertThatThrownBy(() -> sendAtOnce(ConversationName.ALL, " "))
                .isInstanceOf(RejectedException.class).hasMessageContaining("text");
        assertThat(turns).isZero();
        waitMs = 5;
        assertThatThrownBy(() -> sendAtOnce(ConversationName.ALL, "hello"))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("too much is said to everybody");
        assertThat(turns).isEqualTo(1);
        assertThat(drafts).isEmpty();
    }

    private boolean sendAtOnce(ConversationName to, String text) {
        return service.sendAtOnce(ANNS, to, "k", new EntryBody.Text(text, null, Mentions.NONE),
                new Nobody());
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                handler));
    }

    private static final class Nobody implements Responder {

        @Override
        public Connection connection() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void answer(Reply reply) {
            throw new UnsupportedOperationException();
        }
    }
}
