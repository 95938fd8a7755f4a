package im.throng.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.throng.protocol.error.ErrorCode;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.AccountRequest.UpdateProfile;
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
    UserId BOB = new UserId(5);
    Secret HASH = new Secret.Hash("hash");

    /// The store under test, empty at the start of each test.
    UserStore store();

    /// A store over the same data, as after a restart.
    UserStore reopened();

    @Test
    default void anAccountIsFoundAsItWasMade() {
        assertThat(store().create(account(ANN, "安 😀"))).isEqualTo(ANN);
        var expected = new User(ANN, "安 😀", "f", "", "", 5, Role.USER);
        assertThat(store().find(ANN)).contains(new Account(expected, HASH));
        assertThat(reopened().find(ANN)).contains(new Account(expected, HASH));
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
        store().renewHash(ANN, "better");
        assertThat(reopened().find(ANN)).map(Account::secret)
                .contains(new Secret.Hash("better"));
        store().replaceSecret(ANN, "other", "password");
        assertThat(reopened().find(ANN)).map(Account::secret)
                .contains(new Secret.Hash("other"));
    }

    @Test
    default void whatIsNotChangedStays() {
        store().create(account(ANN, "Ann"));
        assertThat(store().update(ANN, new UpdateProfile("Anna", null, "hello", null)))
                .contains(new User(ANN, "Anna", "f", "hello", "", 5, Role.USER));
        assertThat(store().update(ANN, new UpdateProfile(null, "", null, "file")))
                .contains(new User(ANN, "Anna", "", "hello", "file", 5, Role.USER));
        assertThat(reopened().users(List.of(ANN)))
                .containsExactly(new User(ANN, "Anna", "", "hello", "file", 5, Role.USER));
        assertThat(store().find(ANN)).map(Account::secret).contains(HASH);
    }

    @Test
    default void nobodyIsMadeByAChange() {
        assertThat(store().update(ANN, new UpdateProfile("Anna", null, null, null))).isEmpty();
        assertThat(store().setRole(ANN, Role.ADMIN)).isFalse();
        assertThat(store().erase(ANN)).isFalse();
        store().renewHash(ANN, "hash");
        assertThat(store().find(ANN)).isEmpty();
    }

    @Test
    default void aRoleIsKept() {
        store().create(new NewAccount(ANN, "Ann", "", Role.ADMIN, "hash", 5));
        store().create(account(BOB, "Bob"));
        assertThat(store().setRole(BOB, Role.ADMIN)).isTrue();
        assertThat(store().setRole(ANN, Role.USER)).isTrue();
        assertThat(reopened().users(List.of(ANN, BOB))).extracting(User::role)
                .containsExactly(Role.USER, Role.ADMIN);
    }

    @Test
    default void whatIsErasedIsGoneButItsIdStaysTaken() {
        store().create(account(ANN, "Ann"));
        assertThat(store().erase(ANN)).isTrue();
        assertThat(store().erase(ANN)).isFalse();
        assertThat(store().find(ANN)).isEmpty();
        assertThat(store().users(List.of(ANN))).isEmpty();
        assertThat(store().namedLike("Ann", 10)).isEmpty();
        assertThat(store().accountsAfter(0, 10)).isEmpty();
        assertThat(store().update(ANN, new UpdateProfile("Ann", null, null, null))).isEmpty();
        store().renewHash(ANN, "hash");
        assertThat(reopened().find(ANN)).isEmpty();
        assertThatThrownBy(() -> store().create(account(ANN, "Bob")))
                .isInstanceOf(RejectedException.class);
        assertThat(store().keepAll(List.of(whole(ANN, "Bob")))).containsExactly(ANN);
    }

    @Test
    default void usersAreFoundByTheBeginningOfTheirName() {
        long id = 100;
        for (String name : List.of("ann", "Anna", "ANTON", "Bea", "an_d%", "Ａnn", "安娜", "安")) {
            store().create(account(new UserId(id++), name));
        }
        assertThat(names(store().namedLike("aN", 10)))
                .containsExactly("an_d%", "ann", "Ａnn", "Anna", "ANTON");
        assertThat(names(store().namedLike("ann", 2))).containsExactly("ann", "Ａnn");
        assertThat(names(store().namedLike("安", 10))).containsExactly("安", "安娜");
        assertThat(names(store().namedLike("an_", 10))).containsExactly("an_d%");
        assertThat(names(store().namedLike("%", 10))).isEmpty();
        store().update(new UserId(100), new UpdateProfile("Zoe", null, null, null));
        assertThat(names(reopened().namedLike("ann", 10))).containsExactly("Ａnn", "Anna");
        assertThat(names(store().namedLike("zo", 10))).containsExactly("Zoe");
    }

    @Test
    default void accountsAreListedByIdPageByPage() {
        for (long id : List.of(900L, 7L, 80L, 1L << 40)) {
            store().create(account(new UserId(id), "user " + id));
        }
        assertThat(ids(store().accountsAfter(0, 3))).containsExactly(7L, 80L, 900L);
        assertThat(ids(store().accountsAfter(900, 3))).containsExactly(1L << 40);
        assertThat(store().accountsAfter(1L << 40, 3)).isEmpty();
        assertThat(store().accountsAfter(0, 1).getFirst().secret()).isEqualTo(HASH);
    }

    @Test
    default void accountsAreKeptWholeButNoneThatIsTaken() {
        store().create(account(ANN, "Ann"));
        var bob = whole(BOB, "Bob");
        assertThat(store().keepAll(List.of(whole(ANN, "thief"), bob))).containsExactly(ANN);
        assertThat(reopened().find(BOB)).contains(bob);
        assertThat(store().find(ANN)).map(found -> found.user().userName()).contains("Ann");
        assertThat(names(store().namedLike("bob", 10))).containsExactly("Bob");
        assertThat(store().keepAll(List.of(bob))).containsExactly(BOB);
        assertThat(store().keepAll(List.of())).isEmpty();
    }

    private static Account whole(UserId id, String name) {
        return new Account(new User(id, name, "m", "bio", "file", 9, Role.ADMIN),
                new Secret.Hash("other"));
    }

    private static List<String> names(List<User> users) {
        return users.stream().map(User::userName).toList();
    }

    private static List<Long> ids(List<Account> accounts) {
        return accounts.stream().map(account -> account.user().userId().value()).toList();
    }

    private static NewAccount account(@Nullable UserId id, String name) {
        return new NewAccount(id, name, "f", Role.USER, "hash", 5);
    }
}
