package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// What users change of their accounts: profile, password, and the end of it.
class AccountChangeTest {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    @Test
    void aProfileIsChangedFieldByFieldAndOthersSeeIt() {
        var person = SERVER.newPerson();
        try (var client = SERVER.login(person); var other = SERVER.loginNew()) {
            var user = client.ask("account.update", Json.object(
                    "userName", "新名", "bio", "b".repeat(512))).path("user");
            assertThat(user.path("userName").stringValue("")).isEqualTo("新名");
            user = client.ask("account.update", Json.object("sex", "f")).path("user");
            assertThat(user.path("bio").stringValue("")).hasSize(512);
            var seen = other.ask("user.get", "{\"userIds\":[" + person.id() + "]}");
            assertThat(seen.path("users").path(0)).isEqualTo(user);
            client.say("hello", "k-" + person.id());
            assertThat(other.push("message").path("fromName").stringValue("")).isEqualTo("新名");
        }
    }

    @Test
    void p12_aTokenOfBeforeKnowsTheNewNameSoonAfterItsResume() {
        var person = SERVER.newPerson();
        String token;
        try (var client = SERVER.open()) {
            token = client.ask("account.login", person.credentials())
                    .path("token").stringValue("");
            client.ask("account.update", Json.object("userName", "renamed"));
        }
        try (var client = SERVER.open(); var other = SERVER.loginNew()) {
            client.ask("account.resume", Json.object("token", token));
            await().untilAsserted(() -> {
                client.say("who am I", "k-" + System.nanoTime());
                assertThat(other.push("message").path("fromName").stringValue(""))
                        .isEqualTo("renamed");
            });
        }
    }

    @Test
    void aProfileFieldOutOfItsBoundsIs422AndChangesNothing() {
        try (var client = SERVER.loginNew()) {
            assertThat(client.refused(422, "account.update", Json.object("userName", "")))
                    .contains("userName");
            assertThat(client.refused(422, "account.update",
                    Json.object("sex", "x".repeat(17)))).contains("sex");
            assertThat(client.refused(422, "account.update",
                    Json.object("userName", "new", "bio", "x".repeat(513)))).contains("bio");
            assertThat(client.refused(404, "account.update",
                    Json.object("userName", "new", "avatar", "nofile"))).contains("avatar");
            var user = client.ask("account.update", Json.object("avatar", "")).path("user");
            assertThat(user.path("userName").stringValue("")).startsWith("user ");
        }
    }

    @Test
    void p10_aChangedPasswordEndsEveryOtherSession() {
        var person = SERVER.newPerson();
        try (var client = SERVER.login(person); var other = SERVER.login(person);
                var classic = SERVER.classicLogin(person)) {
            client.refused(403, "account.password",
                    Json.object("oldPwd", "wrong password", "newPwd", "another1"));
            assertThat(client.refused(422, "account.password",
                    Json.object("oldPwd", person.password(), "newPwd", "short")))
                    .contains("newPwd");
            client.ask("account.password",
                    Json.object("oldPwd", person.password(), "newPwd", "another1"));
            other.expectGoodbye(401, false);
            classic.raw().expectEndAfterAnything();
            client.ask("ping", "{}");
            client.refused(403, "account.password",
                    Json.object("oldPwd", person.password(), "newPwd", "another2"));
        }
        try (var client = SERVER.open()) {
            client.refused(403, "account.login", person.credentials());
            client.ask("account.login",
                    Json.object("userId", person.id(), "userPwd", "another1"));
        }
    }

    @Test
    void p10_aDeletedAccountEndsAllItsSessionsAndCannotComeBack() {
        var person = SERVER.newPerson();
        String token;
        try (var client = SERVER.open(); var other = SERVER.login(person);
                var friend = SERVER.loginNew()) {
            token = client.ask("account.login", person.credentials())
                    .path("token").stringValue("");
            long seq = client.say("last words", "k1-" + person.id());
            client.refused(403, "account.delete", Json.object("userPwd", "wrong password"));
            client.ask("account.delete", Json.object("userPwd", person.password()));
            client.expectGoodbye(401, false);
            other.expectGoodbye(401, false);

            assertThat(friend.ask("user.get", "{\"userIds\":[" + person.id() + "]}")
                    .path("users").size()).isZero();
            assertThat(friend.ask("user.search", Json.object("query", person.name()))
                    .path("users").size()).isZero();
            var entry = friend.ask("message.history",
                    Json.object("conversation", "all", "after", seq - 1, "limit", 1))
                    .path("entries").path(0);
            assertThat(entry.path("text").stringValue("")).isEqualTo("last words");
            assertThat(entry.path("from").longValue(-1)).isEqualTo(person.id());
            assertThat(entry.path("fromName").stringValue("")).isEqualTo("deleted");
        }
        try (var client = SERVER.open()) {
            client.refused(401, "account.resume", Json.object("token", token));
            client.refused(403, "account.login", person.credentials());
            client.refused(409, "account.register", Json.object("userId", person.id(),
                    "userPwd", "another1", "userName", "n"));
        }
    }

    @Test
    void p10_aLoginUnderWayWithTheOldPasswordDoesNotOutliveTheChange() {
        try (var server = TestServer.started("accounts.argon2-iterations", "100",
                        "accounts.argon2-memory-kib", "128",
                        "accounts.hash-threads", "8", "limits.sessions-per-user", "1000",
                        "accounts.failures-per-id-and-address", "1000")) {
            var person = server.newPerson();
            var clients = new ArrayList<NativeClient>();
            var classics = new ArrayList<ClassicClient>();
            try (var client = server.login(person)) {
                long change = client.post("account.password", Json.object(
                        "oldPwd", person.password(), "newPwd", "another1"));
                for (int i = 0; i < 25; i++) {
                    clients.add(server.open());
                    clients.getLast().post("account.login", person.credentials());
                    classics.add(server.classic());
                    classics.getLast().send("LoginMes", Json.object("userId", person.id(),
                            "userPwd", person.password(), "userName", ""));
                }
                assertThat(client.reply(change).path("code").intValue(-1)).isEqualTo(200);
                for (var other : clients) {
                    if (other.reply(1).path("code").intValue(-1) == 200) {
                        other.expectGoodbye(401, false);
                    }
                    other.close();
                }
                for (var other : classics) {
                    if (isAccepted(other)) {
                        other.raw().expectEndAfterAnything();
                    }
                    other.close();
                }
            }
        }
    }

    @Test
    void p15_whoDeletesAnAccountInvisiblyIsNotShown() {
        var person = SERVER.newPerson();
        try (var watcher = SERVER.loginNew(); var client = SERVER.login(person)) {
            presence(watcher, person, "online");
            client.ask("presence.set", Json.object("status", "invisible"));
            presence(watcher, person, "offline");
            client.ask("account.delete", Json.object("userPwd", person.password()));
            var marker = SERVER.newPerson();
            try (var next = SERVER.login(marker)) {
                var seen = watcher.push("presence", p -> names(p, person) || names(p, marker));
                assertThat(names(seen, person)).as("%s", seen).isFalse();
                next.ask("ping", "{}");
            }
        }
    }

    @Test
    void p15_whenADeletedUserWasOnlineIsErasedToo() {
        var person = SERVER.newPerson();
        try (var watcher = SERVER.loginNew(); var client = SERVER.login(person)) {
            presence(watcher, person, "online");
            client.ask("account.delete", Json.object("userPwd", person.password()));
            presence(watcher, person, "offline");
            watcher.say("what was stored before is stored", "seen-" + person.id());
            var seen = watcher.ask("presence.watch", "{\"userIds\":[" + person.id() + "]}")
                    .path("users").path(0);
            assertThat(seen.path("status").stringValue("")).isEqualTo("offline");
            assertThat(seen.has("lastSeen")).as("%s", seen).isFalse();
        }
    }

    @Test
    void anAccountThatCouldNotBeErasedGoesOn() throws SQLException {
        Path folder = TestServer.newFolder();
        try (var server = TestServer.started("data.directory", folder.toString())) {
            var person = server.newPerson();
            try (var client = server.login(person);
                    var database = DriverManager.getConnection(
                            "jdbc:sqlite:" + folder.resolve("throng.db"));
                    var statement = database.createStatement()) {
                statement.execute("CREATE TRIGGER broken BEFORE UPDATE OF erased_at ON user "
                        + "BEGIN SELECT RAISE(ABORT, 'broken'); END");
                client.refused(500, "account.delete", Json.object("userPwd", person.password()));
            }
            server.login(person).close();
        }
    }

    @Test
    void p15_whatAnErasureCouldNotReachIsErasedAfterTheNextStart() throws SQLException {
        Path folder = TestServer.newFolder();
        try (var server = TestServer.started("data.directory", folder.toString())) {
            var ann = server.newPerson();
            var bob = server.newPerson();
            String group;
            try (var member = server.login(ann); var owner = server.login(bob)) {
                group = GroupTalk.newGroup(owner, "invite", ann);
                execute(folder, "CREATE TRIGGER broken BEFORE DELETE ON member "
                        + "BEGIN SELECT RAISE(ABORT, 'broken'); END");
                member.ask("account.delete", Json.object("userPwd", ann.password()));
                assertThat(memberCount(owner, group)).isEqualTo(2);
                owner.refused(404, "group.add", GroupTalk.members(group, ann));
            }
            server.stop();
            execute(folder, "DROP TRIGGER broken");
            server.start();
            try (var owner = server.login(bob)) {
                assertThat(Stream.generate(() -> memberCount(owner, group)).limit(10_000)
                        .anyMatch(count -> count == 1)).as("she left").isTrue();
                owner.refused(404, "group.add", GroupTalk.members(group, ann));
            }
        }
    }

    private static int memberCount(NativeClient member, String group) {
        return member.ask("group.get", GroupTalk.named(group)).path("memberCount").intValue(-1);
    }

    private static void execute(Path folder, String sql) throws SQLException {
        try (var database = DriverManager.getConnection(
                    "jdbc:sqlite:" + folder.resolve("throng.db"));
                var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void p11_wrongPasswordsOfEveryKindAreCountedTogether() {
        try (var server = TestServer.started()) {
            var person = server.newPerson();
            try (var client = server.login(person)) {
                for (int i = 0; i < 4; i++) {
                    client.refused(403, "account.password",
                            Json.object("oldPwd", "wrong password", "newPwd", "another1"));
                    client.refused(403, "account.delete", Json.object("userPwd", "wrong"));
                }
                try (var guesser = server.open()) {
                    for (int i = 0; i < 2; i++) {
                        guesser.refused(403, "account.login",
                                Json.object("userId", person.id(), "userPwd", "wrong"));
                    }
                }
                client.refused(429, "account.delete", Json.object("userPwd", person.password()));
                client.ask("ping", "{}");
            }
        }
    }

    @Test
    void usersAreFoundByIdAndByTheBeginningOfTheirName() {
        try (var client = SERVER.open()) {
            long id = TestServer.unusedId();
            for (var name : List.of("Zoltan", "zoë", "ZO 佐", "other")) {
                client.ask("account.register", Json.object(
                        "userId", id, "userPwd", "123456", "userName", name));
                id = TestServer.unusedId();
            }
        }
        try (var client = SERVER.loginNew()) {
            assertThat(found(client, Json.object("query", "ZO", "limit", 2)))
                    .containsExactly("ZO 佐", "Zoltan");
            assertThat(found(client, Json.object("query", "zo")))
                    .containsExactly("ZO 佐", "Zoltan", "zoë");
            var person = SERVER.newPerson();
            assertThat(found(client, Json.object("query", Long.toString(person.id()))))
                    .containsExactly(person.name());
            assertThat(client.refused(422, "user.search", Json.object("query", "")))
                    .contains("query");
            client.refused(422, "user.search", "{}");
        }
    }

    @Test
    void nothingOfAnAccountIsChangedBeforeLogin() {
        try (var client = SERVER.open()) {
            client.refused(401, "account.update", Json.object("userName", ""));
            client.refused(401, "account.password", "{}");
            client.refused(401, "account.delete", "{}");
            client.refused(401, "user.search", "{}");
        }
    }

    /// Tells whether a login was answered with 200 and not cut before that.
    private static boolean isAccepted(ClassicClient client) {
        try {
            return client.next().data().path("code").intValue(-1) == 200;
        } catch (ConnectionEndedException revoked) {
            return false;
        }
    }

    private static void presence(NativeClient client, Person person, String status) {
        client.push("presence", p -> p.path("changes").valueStream().anyMatch(change ->
                change.path("userId").longValue(-1) == person.id()
                        && change.path("status").stringValue("").equals(status)));
    }

    private static boolean names(JsonNode presence, Person person) {
        return presence.path("changes").valueStream()
                .anyMatch(change -> change.path("userId").longValue(-1) == person.id());
    }

    private static List<String> found(NativeClient client, String data) {
        return client.ask("user.search", data).path("users").valueStream()
                .map(user -> user.path("userName").stringValue("")).toList();
    }
}
