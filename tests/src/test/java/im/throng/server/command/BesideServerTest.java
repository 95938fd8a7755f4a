package im.throng.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import im.throng.conformance.Json;
import im.throng.conformance.NativeClient;
import im.throng.conformance.TestServer;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Commands on the data of a server that runs: it goes on, and knows soon what they did.
class BesideServerTest {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    @Test
    void theFirstAdministratorIsOneOnTheWire() {
        long id = TestServer.unusedId();
        var run = CommandRun.with("correct horse\n", SERVER.data(), "add", "--id",
                Long.toString(id), "--name", "Root", "--admin").expect(0);
        assertThat(run.out()).contains("user " + id).doesNotContain("correct");
        try (var client = SERVER.open()) {
            var user = client.ask("account.login", Json.object("userId", id, "userPwd",
                    "correct horse")).path("user");
            assertThat(user.path("role").stringValue("")).isEqualTo("admin");
        }
        assertThat(CommandRun.with("correct horse\n", SERVER.data(), "add", "--id",
                Long.toString(id), "--name", "Root").expect(65).err()).contains("taken");
    }

    @Test
    void theNextFreeIdIsFreeForBoth() {
        var run = CommandRun.with("password\n", SERVER.data(), "add", "--name", "a").expect(0);
        long first = Long.parseLong(run.out().replaceAll("\\D", ""));
        try (var client = SERVER.open()) {
            var second = client.ask("account.register", Json.object("userPwd", "password",
                    "userName", "b")).path("userId").longValue(-1);
            assertThat(second).isGreaterThan(first);
        }
        CommandRun.with("password\n", SERVER.data(), "add", "--name", "c").expect(0);
    }

    @Test
    void whoIsImportedCanLogInAndHasReadWhatWasSaidBefore() {
        try (var other = SERVER.loginNew()) {
            other.say("before", "before");
            long id = TestServer.unusedId();
            CommandRun.with(id + ",Ann,a plain one\n", SERVER.data(), "import", "-").expect(0);
            other.say("after", "after");
            try (var client = SERVER.open()) {
                client.ask("account.login",
                        Json.object("userId", id, "userPwd", "a plain one"));
                var all = client.ask("conversation.list", "{}").path("conversations").path(0);
                assertThat(all.path("unread").intValue(-1)).isEqualTo(1);
            }
            assertThat(other.ask("user.search", Json.object("query", Long.toString(id)))
                    .path("users").size()).isEqualTo(1);
        }
    }

    @Test
    void p13_aTokenResumesAndTheNextOneReplacesIt() {
        var person = SERVER.newPerson();
        var token = token(person.id());
        try (var client = SERVER.open(); var phone = SERVER.login(person)) {
            client.ask("account.resume", Json.object("token", token));
            assertThat(devices(client)).contains("command line");
            var next = token(person.id());
            client.expectGoodbye(401, false);
            try (var again = SERVER.open()) {
                again.refused(401, "account.resume", Json.object("token", token));
                again.ask("account.resume", Json.object("token", next));
                assertThat(devices(again)).containsOnlyOnce("command line");
            }
            phone.ask("ping", "{}");
        }
    }

    @Test
    void aTokenResumesAtAServerThatIsStartedLater() {
        try (var server = TestServer.started("limits.sessions-per-user", "2")) {
            var person = server.newPerson();
            var data = server.data();
            server.stop();
            var line = CommandRun.on(data, "tokens", "--all", "--days", "400").expect(0).out();
            assertThat(line).matches(person.id() + "\t[\\w-]+\n");
            server.start();
            try (var client = server.open()) {
                var reply = client.ask("account.resume",
                        Json.object("token", tokenOf(line)));
                assertThat(reply.path("tokenExpiresAt").longValue(0)
                        - reply.path("serverTime").longValue(0)).isGreaterThan(399L * 86_400_000);
            }
        }
    }

    @Test
    void tokensAreMadeForAllThatAreNamedOrForNobody() {
        var person = SERVER.newPerson();
        var run = CommandRun.on(SERVER.data(), "tokens", Long.toString(person.id()),
                "4711471147").expect(67);
        assertThat(run.err()).contains("4711471147");
        assertThat(run.out()).isEmpty();
        CommandRun.on(SERVER.data(), "tokens").expect(64);
        CommandRun.on(SERVER.data(), "tokens", "--all", "--days", "0").expect(64);
    }

    @Test
    void aNewPasswordEndsEverySession() {
        var person = SERVER.newPerson();
        try (var client = SERVER.login(person); var classic = SERVER.classicLogin(person);
                var other = SERVER.loginNew()) {
            var run = CommandRun.with("another one\n", SERVER.data(), "passwd",
                    Long.toString(person.id())).expect(0);
            assertThat(run.out()).contains("1 session has ended").doesNotContain("another");
            client.expectGoodbye(401, false);
            classic.raw().expectEndAfterAnything();
            other.ask("ping", "{}");
        }
        try (var client = SERVER.open()) {
            client.refused(403, "account.login", person.credentials());
            client.ask("account.login",
                    Json.object("userId", person.id(), "userPwd", "another one"));
            client.ask("ping", "{}");
        }
        CommandRun.with("short\n", SERVER.data(), "passwd", Long.toString(person.id())).expect(65);
        CommandRun.with("password\n", SERVER.data(), "passwd", "4711471147").expect(67);
    }

    @Test
    void aRoleIsKnownSoonToAll() {
        var person = SERVER.newPerson();
        try (var other = SERVER.loginNew()) {
            var asked = "{\"userIds\":[" + person.id() + "]}";
            other.ask("user.get", asked);
            CommandRun.on(SERVER.data(), "role", Long.toString(person.id()), "admin").expect(0);
            Awaitility.await().untilAsserted(() ->
                    assertThat(other.ask("user.get", asked).path("users").path(0).path("role")
                            .stringValue("")).isEqualTo("admin"));
        }
        CommandRun.on(SERVER.data(), "role", "4711471147", "admin").expect(67);
        CommandRun.on(SERVER.data(), "role", Long.toString(person.id()), "king").expect(64);
    }

    @Test
    void usersAreListedPageByPageAndByName() {
        long id = TestServer.unusedId();
        CommandRun.with("id,name,password\n" + id + ",Xaver,secret\n", SERVER.data(), "import",
                "-").expect(0);
        var found = CommandRun.on(SERVER.data(), "list", "--search", "xav").expect(0);
        assertThat(found.out().lines().skip(1)).singleElement().asString()
                .startsWith(Long.toString(id)).endsWith("Xaver");
        var page = CommandRun.on(SERVER.data(), "list", "--limit", "1").expect(0);
        assertThat(page.err()).contains("--after ");
    }

    private static String token(long id) {
        return tokenOf(CommandRun.on(SERVER.data(), "tokens", Long.toString(id)).expect(0).out());
    }

    private static String tokenOf(String line) {
        return line.substring(line.indexOf('\t') + 1).strip();
    }

    private static List<String> devices(NativeClient client) {
        return client.ask("account.sessions", "{}").path("sessions").valueStream()
                .map(session -> session.path("device").stringValue("")).toList();
    }
}
