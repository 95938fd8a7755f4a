package im.throng.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.protocol.message.AccountRequest.UpdateProfile;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.session.Connection;
import im.throng.server.session.SessionListener;
import im.throng.server.session.Sessions;
import im.throng.server.session.UserSession;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is remembered of users that change while they are read.
class ProfilesTest {

    private static final UserId ANN = new UserId(7);
    private static final UpdateProfile CHANGE = new UpdateProfile("new", null, null, null);

    private final List<String> heard = new ArrayList<>();
    private final Sessions sessions = new Sessions(4);
    private final Profiles profiles = new Profiles(store(), sessions, () -> 0);
    private List<User> stored = List.of(named("old"));
    private Runnable whileReading = () -> { };

    @Test
    void whatWasReadBeforeAChangeIsNotRemembered() {
        whileReading = () -> profiles.update(ANN, CHANGE);
        assertThat(profiles.users(List.of(ANN))).hasSize(1);
        whileReading = () -> { };
        assertThat(profiles.users(List.of(ANN))).containsExactly(named("new"));
    }

    @Test
    void whatWasReadBeforeTheEndOfAnAccountIsNotRemembered() {
        whileReading = () -> {
            stored = List.of();
            profiles.forget(ANN);
        };
        profiles.users(List.of(ANN));
        whileReading = () -> { };
        assertThat(profiles.users(List.of(ANN))).isEmpty();
        assertThat(profiles.known(List.of(ANN)).name(ANN)).isEqualTo("deleted");
    }

    @Test
    void whoIsThereIsKnownAtHandOnceItWasRead() {
        assertThat(profiles.isThereAtHand(ANN)).isEmpty();
        assertThat(profiles.isThere(ANN)).isTrue();
        assertThat(profiles.isThereAtHand(ANN)).contains(true);
        profiles.forget(ANN);
        assertThat(profiles.isThereAtHand(ANN)).contains(false);
    }

    @Test
    void sessionsDoNotGetWhatWasReadBeforeAChange() {
        sessions.listen(new SessionListener() {
            @Override
            public void opened(Connection connection, UserSession session) {}

            @Override
            public void closed(Connection connection, UserSession session) {}

            @Override
            public void renewed(User user) {
                heard.add(user.userName());
            }
        });
        whileReading = () -> profiles.update(ANN, CHANGE);
        profiles.refresh(List.of(ANN));
        assertThat(heard).containsOnly("new");
        whileReading = () -> { };
        stored = List.of(named("newest"));
        profiles.refresh(List.of(ANN));
        assertThat(heard).endsWith("newest");
    }

    /// A store of one account that lets others act between a read and its result.
    private UserStore store() {
        return (UserStore) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {UserStore.class}, (_, method, _) -> switch (method.getName()) {
                    case "users" -> {
                        List<User> read = stored;
                        whileReading.run();
                        yield read;
                    }
                    case "update" -> {
                        stored = List.of(named("new"));
                        yield Optional.of(named("new"));
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static User named(String name) {
        return new User(ANN, name, "", "", "", 1, Role.USER);
    }
}
