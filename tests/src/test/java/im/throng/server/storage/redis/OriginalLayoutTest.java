package im.throng.server.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.throng.conformance.Json;
import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.AccountRequest.UpdateProfile;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.account.Account;
import im.throng.server.account.NewAccount;
import im.throng.server.account.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Sharing users with a server of the original system: its records are read whatever they look
/// like, ours can be read by it, and neither is ever written over.
class OriginalLayoutTest {

    @RegisterExtension
    static final SharedRedis REDIS = new SharedRedis();

    private static final UserId SCOTT = new UserId(100);
    private static final String RECORD =
            "{\"userId\":100,\"userPwd\":\"123456\",\"userName\":\"scott\","
                    + "\"userStatus\":0,\"sex\":\"男\"}";
    private static final String BLANK = RECORD.replace("123456", "");

    private final List<RedisUserStore> opened = new ArrayList<>();

    private RedisUserStore open(PlainPasswords plain) {
        var store = RedisUserStoreTest.open(REDIS.address(), plain);
        opened.add(store);
        return store;
    }

    @AfterEach
    void close() {
        opened.forEach(RedisUserStore::close);
    }

    @Test
    void aUserOfTheOriginalIsAnAccountWithAPlainPassword() {
        REDIS.original(100, RECORD);
        assertThat(open(PlainPasswords.KEEP).find(SCOTT)).contains(new Account(
                new User(SCOTT, "scott", "男", "", "", 0, Role.USER), new Secret.Plain("123456")));
        assertThat(REDIS.originalRecord(100)).isEqualTo(RECORD);
        assertThat(REDIS.cli().exists("throng:users")).isZero();
    }

    @Test
    void fieldsAreReadInAnyCaseAndOrderAndTheRestIsKept() {
        REDIS.original(100, "{\"extra\":{\"a\":[1.50]},\"USERNAME\":\"scott\","
                + "\"userpwd\":\"123456\",\"userId\":100}");
        var store = open(PlainPasswords.BLANK);
        assertThat(store.find(SCOTT)).contains(new Account(
                new User(SCOTT, "scott", "", "", "", 0, Role.USER), new Secret.Plain("123456")));
        store.renewHash(SCOTT, "hash");
        store.update(SCOTT, new UpdateProfile("Tiger", null, null, null));
        assertThat(REDIS.originalRecord(100)).isEqualTo("{\"extra\":{\"a\":[1.50]},"
                + "\"USERNAME\":\"Tiger\",\"userpwd\":\"\",\"userId\":100}");
    }

    @Test
    void namesThatNobodyHereMayHaveAreMadeFit() {
        REDIS.original(100, "{\"userName\":\"\\u001b[31m" + "x".repeat(100) + "\"}");
        REDIS.original(101, "{\"userName\":\"\"}");
        REDIS.original(102, "{\"userName\":\"\\ud83d\"}");
        assertThat(open(PlainPasswords.KEEP).users(
                List.of(SCOTT, new UserId(101), new UserId(102))))
                .extracting(User::userName)
                .containsExactly("[31m" + "x".repeat(60), "101", "\uFFFD");
    }

    @Test
    void aBrokenRecordIsNoAccountButItsIdIsTaken() {
        for (String broken : List.of("", "{", "[]", "7", RECORD + "x")) {
            REDIS.original(100, broken);
            var store = open(PlainPasswords.KEEP);
            assertThat(store.find(SCOTT)).isEmpty();
            assertThat(store.users(List.of(SCOTT))).isEmpty();
            assertThatThrownBy(() -> store.create(account(SCOTT)))
                    .isInstanceOf(RejectedException.class);
            assertThat(REDIS.originalRecord(100)).isEqualTo(broken);
        }
    }

    @Test
    void aBrokenRecordOfOursNeverLeavesThePlainPasswordAsTheOnlyOne() {
        REDIS.original(100, RECORD);
        REDIS.cli().hset("throng:users", "100", "{");
        assertThat(open(PlainPasswords.KEEP).find(SCOTT)).isEmpty();
    }

    @Test
    void idsThatNobodyCanHaveAreLeftAlone() {
        for (String id : List.of("0", "-5", "007", "x", "9007199254740992", "99999999999999999")) {
            REDIS.cli().hset("users", id, RECORD);
        }
        REDIS.original(9_007_199_254_740_991L, RECORD);
        assertThat(open(PlainPasswords.KEEP).accountsAfter(0, 10))
                .extracting(found -> found.user().userId().value())
                .containsExactly(9_007_199_254_740_991L);
    }

    @Test
    void underKeepThePlainPasswordStaysAndFollowsAChange() {
        REDIS.original(100, RECORD);
        var store = open(PlainPasswords.KEEP);
        store.renewHash(SCOTT, "hash");
        assertThat(store.find(SCOTT)).map(Account::secret).contains(new Secret.Hash("hash"));
        assertThat(REDIS.originalRecord(100)).isEqualTo(RECORD);
        store.replaceSecret(SCOTT, "other", "secret 安");
        assertThat(REDIS.originalRecord(100)).isEqualTo(RECORD.replace("123456", "secret 安"));
        assertThat(store.find(SCOTT)).map(Account::secret).contains(new Secret.Hash("other"));
    }

    @Test
    void underBlankThePlainPasswordGoesAndStaysAway() {
        REDIS.original(100, RECORD);
        var store = open(PlainPasswords.BLANK);
        store.renewHash(SCOTT, "hash");
        assertThat(store.find(SCOTT)).map(Account::secret).contains(new Secret.Hash("hash"));
        assertThat(REDIS.originalRecord(100)).isEqualTo(BLANK);
        store.replaceSecret(SCOTT, "other", "secret");
        assertThat(REDIS.originalRecord(100)).isEqualTo(BLANK);
    }

    @Test
    void blankEmptiesAtTheStartWhatKeepLeftBehind() {
        REDIS.original(100, RECORD);
        REDIS.original(101, RECORD);
        open(PlainPasswords.KEEP).renewHash(SCOTT, "hash");
        open(PlainPasswords.BLANK);
        await().untilAsserted(() -> assertThat(REDIS.originalRecord(100)).isEqualTo(BLANK));
        assertThat(REDIS.originalRecord(101)).isEqualTo(RECORD);
    }

    @Test
    void anAccountOfOursHasARecordThatTheOriginalCanRead() {
        open(PlainPasswords.KEEP).create(account(SCOTT));
        assertThat(REDIS.originalRecord(100)).isEqualTo("{\"userId\":100,\"userPwd\":\"\","
                + "\"userName\":\"Ann\",\"userStatus\":0,\"sex\":\"f\"}");
        assertThat(REDIS.cli().hget("throng:users", "100")).contains("\"hash\":\"hash\"");
        open(PlainPasswords.KEEP).replaceSecret(SCOTT, "other", "secret");
        assertThat(REDIS.originalRecord(100)).doesNotContain("secret");
    }

    @Test
    void ofOurRegistrationAndTheOriginalsNeitherIsWrittenOver() {
        var store = open(PlainPasswords.KEEP);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long i = 1; i <= 200; i++) {
                var id = new UserId(i);
                var theirs = CompletableFuture.supplyAsync(
                        () -> REDIS.cli().hsetnx("users", id.toString(), RECORD), threads);
                var ours = CompletableFuture.supplyAsync(() -> made(store, id), threads);
                assertThat(ours.join()).isNotEqualTo(theirs.join());
                assertThat(REDIS.originalRecord(i).equals(RECORD)).isEqualTo(theirs.join());
                assertThat(REDIS.cli().hexists("throng:users", id.toString()))
                        .isEqualTo(ours.join());
            }
        }
    }

    @Test
    void usersOfTheOriginalAreFoundByNameAndListed() {
        for (int id = 1; id <= 1200; id++) {
            REDIS.original(id, Json.object("userId", id, "userPwd", "p", "userName", "Go " + id));
        }
        var store = open(PlainPasswords.KEEP);
        await().untilAsserted(() -> assertThat(store.namedLike("go 120", 10))
                .extracting(User::userName).containsExactly("Go 120", "Go 1200"));
        REDIS.original(5000, RECORD);
        var listed = new ArrayList<Long>();
        for (var page = store.accountsAfter(0, 500); !page.isEmpty();
                page = store.accountsAfter(listed.getLast(), 500)) {
            page.forEach(found -> listed.add(found.user().userId().value()));
        }
        assertThat(listed).hasSize(1201).isSorted().endsWith(5000L);
        assertThat(store.namedLike("SCO", 10)).hasSize(1);
    }

    @Test
    void anErasedAccountLeavesNothingThatTheOriginalCouldLogInWith() {
        REDIS.original(100, RECORD);
        var store = open(PlainPasswords.KEEP);
        assertThat(store.erase(SCOTT)).isTrue();
        assertThat(REDIS.cli().hexists("users", "100")).isFalse();
        assertThat(REDIS.cli().hget("throng:users", "100")).matches("\\{\"erasedAt\":\\d+}");
        assertThat(REDIS.cli().zcard("throng:names")).isZero();
        // The original knows nothing of the erasure and may give the id away again.
        REDIS.original(100, RECORD);
        assertThat(store.find(SCOTT)).isEmpty();
        assertThat(store.accountsAfter(0, 10)).isEmpty();
    }

    @Test
    void plainPasswordsAreKeptAsSuchWhenAccountsAreMovedHere() {
        var account = new Account(new User(SCOTT, "scott", "", "", "", 0, Role.USER),
                new Secret.Plain("123456"));
        assertThat(open(PlainPasswords.KEEP).keepAll(List.of(account))).isEmpty();
        assertThat(open(PlainPasswords.KEEP).find(SCOTT)).contains(account);
    }

    private static boolean made(RedisUserStore store, UserId id) {
        try {
            store.create(account(id));
            return true;
        } catch (RejectedException taken) {
            return false;
        }
    }

    private static NewAccount account(UserId id) {
        return new NewAccount(id, "Ann", "f", Role.USER, "hash", 5);
    }
}
