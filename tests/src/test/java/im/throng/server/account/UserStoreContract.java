package im.throng.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every [UserStore] promises, whatever it writes to.
public interface UserStoreContract {

    UserId ANN = new UserId(77);

    /// The store under test, empty at the start of each test.
    UserStore store();

    /// A store over the same data, as after a restart.
    UserStore reopened();

    @Test
    default void anAccountIsFoundAsItWasMade() {
        assertThat(store().create(account(ANN, "安 😀"))).isEqualTo(ANN);
        var expected = new User(ANN, "安 😀", "f", "", "", 5, Role.USER);
        assertThat(store().find(ANN)).contains(new Account(expected, "hash"));
        assertThat(reopened().find(ANN)).contains(new Account(expected, "hash"));
    }

    @Test
    default void nobodyIsFoundUnderAnotherId() {
        store().create(account(ANN, "Ann"));
        assertThat(store().find(new UserId(78))).isEmpty();
    }

    @Test
    default void anIdIsGivenOnce() {
        store().create(account(ANN, "Ann"));
        assertThatThrownBy(() -> store().create(account(ANN, "Bob")))
                .isInstanceOfSatisfying(RejectedException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(store().find(ANN)).map(found -> found.user().userName()).contains("Ann");
    }

    @Test
    default void ofManyWhoWantOneIdOneGetsIt() {
        List<CompletableFuture<Boolean>> tries = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                String name = "user " + i;
                tries.add(CompletableFuture.supplyAsync(() -> {
                    try {
                        store().create(account(ANN, name));
                        return true;
                    } catch (RejectedException taken) {
                        return false;
                    }
                }, threads));
            }
        }
        assertThat(tries.stream().filter(CompletableFuture::join)).hasSize(1);
    }

    @Test
    default void whoWishesForNoIdGetsTheNextFreeOne() {
        store().create(account(new UserId(UserStore.FIRST_FREE_ID + 1), "taken"));
        assertThat(store().create(account(null, "a")).value()).isEqualTo(UserStore.FIRST_FREE_ID);
        assertThat(store().create(account(null, "b")).value())
                .isEqualTo(UserStore.FIRST_FREE_ID + 2);
        Set<UserId> ids = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            ids.add(store().create(account(null, "c")));
        }
        assertThat(ids).hasSize(50);
    }

    @Test
    default void usersComeInTheOrderOfTheQuestionWithoutTheUnknown() {
        store().create(account(ANN, "Ann"));
        store().create(account(new UserId(5), "Bob"));
        assertThat(store().users(List.of(ANN, new UserId(6), new UserId(5))))
                .extracting(User::userName).containsExactly("Ann", "Bob");
        assertThat(store().users(List.of())).isEmpty();
    }

    @Test
    default void aHashIsReplaced() {
        store().create(account(ANN, "Ann"));
        store().replaceHash(ANN, "better");
        assertThat(reopened().find(ANN)).map(Account::hash).contains("better");
    }

    private static NewAccount account(@Nullable UserId id, String name) {
        return new NewAccount(id, name, "f", "hash", 5);
    }
}
