package im.throng.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The API for bots and scripts. Every answer is held against the description that the server
/// itself gives of it.
class ApiTest {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with(
            "limits.frame-bytes", "65536", "limits.text-bytes", "32768");

    private static OpenApi api = new OpenApi(Json.parse("{}"));

    private static final String LOGIN = "/api/login";
    private static final String REGISTER = "/api/register";
    private static final String MESSAGES = "/api/messages";
    private static final String LIST = "/api/conversations";
    private static final String HISTORY = "/api/conversations/{conversation}/messages";

    @BeforeAll
    static void readTheDescription() {
        try (var client = open()) {
            api = new OpenApi(client.get("/api/openapi.json").expect(200).json());
        }
    }

    @AfterAll
    static void everyOperationWasSeen() {
        for (String operation : api.operations()) {
            assertThat(api.seen()).as("a good and a bad answer to %s", operation)
                    .anyMatch(one -> one.equals(operation + " 200"))
                    .anyMatch(one -> one.startsWith(operation + " 4"));
        }
    }

    private static HttpTalk open() {
        return new HttpTalk(SERVER.connect());
    }

    private static HttpTalk.Answer post(HttpTalk client, String path, int status, String body,
                                        String... headers) {
        var answer = client.post(path, body, headers).expect(status);
        api.check("post", path, answer);
        return answer;
    }

    private static HttpTalk.Answer history(HttpTalk client, String name, String query, int status,
                                           String... headers) {
        var answer = client.get("/api/conversations/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8) + "/messages" + query, headers)
                .expect(status);
        api.check("get", HISTORY, answer);
        return answer;
    }

    private static HttpTalk.Answer list(HttpTalk client, String query, int status,
                                        String... headers) {
        var answer = client.get(LIST + query, headers).expect(status);
        api.check("get", LIST, answer);
        return answer;
    }

    /// Logs in and returns the header that says so.
    private static String bearer(HttpTalk client, Person person, String device) {
        return "Authorization: Bearer " + post(client, LOGIN, 200, person.credentials(device))
                .json().path("token").stringValue("");
    }

    private static String message(String to, String key, String text) {
        return Json.object("to", to, "key", key, "text", text);
    }

    @Test
    void anAccountIsMadeAndLoggedInTo() {
        long id = TestServer.unusedId();
        try (var client = open()) {
            String account = Json.object("userId", id, "userPwd", "secret", "userName", "Ann");
            assertThat(post(client, REGISTER, 200, account).json().path("userId").longValue(-1))
                    .isEqualTo(id);
            post(client, REGISTER, 409, account);
            post(client, REGISTER, 422, Json.object("userPwd", "secret"));
            post(client, REGISTER, 400, "[]");
            post(client, LOGIN, 403, Json.object("userId", id, "userPwd", "wrong"));
            post(client, LOGIN, 403, Json.object("userId", 999_999_999, "userPwd", "wrong"));
            post(client, LOGIN, 422, Json.object("userId", "x", "userPwd", "wrong"));
            post(client, LOGIN, 400, "{} {}");
            post(client, LOGIN, 200, Json.object("userId", id, "userPwd", "secret"));
        }
    }

    @Test
    void aLoginLeavesNobodyOnlineAndItsTokenIsGoodByEveryDoor() {
        var person = SERVER.newPerson();
        try (var client = open(); var watcher = SERVER.loginNew()) {
            String token = post(client, LOGIN, 200, person.credentials()).json().path("token")
                    .stringValue("");
            var online = watcher.ask("presence.online", "{}").path("users");
            assertThat(online.valueStream().map(user -> user.path("userId").longValue(-1)))
                    .doesNotContain(person.id());
            try (var framed = SERVER.open()) {
                framed.ask("account.resume", Json.object("token", token));
            }
            try (var web = new NativeClient(RawConnection.openWebSocket(SERVER.port()))) {
                web.ask("account.resume", Json.object("token", token));
            }
        }
    }

    @Test
    void p13_aLoginOnTheSameDeviceTakesThePlaceOfTheOneBefore() {
        var person = SERVER.newPerson();
        try (var client = open(); var native1 = SERVER.open()) {
            String first = bearer(client, person, "bot");
            String other = bearer(client, person, "another bot");
            native1.ask("account.resume",
                    Json.object("token", first.substring("Authorization: Bearer ".length())));
            String second = bearer(client, person, "bot");
            native1.expectGoodbye(409, false);
            list(client, "", 401, first);
            list(client, "", 200, second);
            list(client, "", 200, other);
        }
    }

    @Test
    void p13_whoIsOneTooManyIsRevokedAndNotReplaced() {
        try (var server = TestServer.started("limits.sessions-per-user", "2");
                var client = new HttpTalk(server.connect())) {
            var person = server.newPerson();
            try (var first = server.open(); var second = server.open()) {
                first.ask("account.login", person.credentials("phone"));
                String token = client.post(LOGIN, person.credentials("bot")).expect(200).json()
                        .path("token").stringValue("");
                second.ask("account.resume", Json.object("token", token));
                // It takes the place of the one, and the other stays.
                client.post(LOGIN, person.credentials("bot")).expect(200);
                second.expectGoodbye(409, false);
                first.ask("ping", "{}");
                // Two are in use less than the one that is connected.
                client.post(LOGIN, person.credentials("another bot")).expect(200);
                first.ask("ping", "{}");
            }
            try (var first = server.open(); var second = server.open()) {
                first.ask("account.login", person.credentials("phone"));
                second.ask("account.login", person.credentials("laptop"));
                client.post(LOGIN, person.credentials("bot")).expect(200);
                first.expectGoodbye(401, false);
                second.ask("ping", "{}");
            }
        }
    }

    @Test
    void p20_aMessageIsPushedToAllConnectionsTheSendersToo() {
        var person = SERVER.newPerson();
        try (var client = open(); var own = SERVER.login(person); var other = SERVER.loginNew()) {
            String bearer = bearer(client, person, "bot");
            var sent = post(client, MESSAGES, 200, message("all", "k1", "by HTTP"), bearer);
            long seq = sent.json().path("seq").longValue(-1);
            for (var hearing : List.of(own, other)) {
                var heard = hearing.push("message");
                assertThat(heard.path("text").stringValue("")).isEqualTo("by HTTP");
                assertThat(heard.path("seq").longValue(-1)).isEqualTo(seq);
                assertThat(heard.path("from").longValue(-1)).isEqualTo(person.id());
            }
            var again = post(client, MESSAGES, 200, message("all", "k1", "by HTTP"), bearer);
            assertThat(again.json().path("seq").longValue(-1)).isEqualTo(seq);
            assertThat(again.json().path("duplicate").booleanValue(false)).isTrue();
            post(client, MESSAGES, 409, message("all", "k1", "something else"), bearer);
            post(client, MESSAGES, 404, message("u:987654321", "k", "x"), bearer);
            post(client, MESSAGES, 404, message("g:987654321", "k", "x"), bearer);
            post(client, MESSAGES, 422, message("nobody", "k", "x"), bearer);
            post(client, MESSAGES, 422, message("all", "k", ""), bearer);
            post(client, MESSAGES, 400, "{\"to\":", bearer);
            post(client, MESSAGES, 413, message("all", "k", "x".repeat(70_000)), bearer);
        }
    }

    @Test
    void manyMessagesInARowAreStoredInTheirOrder() {
        var person = SERVER.newPerson();
        try (var client = open()) {
            String bearer = bearer(client, person, "bot");
            String notes = "u:" + person.id();
            for (int i = 1; i <= 50; i++) {
                client.send("POST", MESSAGES, message(notes, "k" + i, "text " + i), bearer);
            }
            for (int i = 1; i <= 50; i++) {
                assertThat(client.read().expect(200).json().path("seq").longValue(-1))
                        .isEqualTo(i);
            }
            var page = history(client, notes, "?after=10&limit=5", 200, bearer).json();
            assertThat(page.path("entries").valueStream()
                    .map(entry -> entry.path("seq").longValue(-1)))
                    .containsExactly(11L, 12L, 13L, 14L, 15L);
            assertThat(page.path("head").longValue(-1)).isEqualTo(50);
            assertThat(page.path("more").booleanValue(false)).isTrue();
            assertThat(history(client, notes, "?before=3", 200, bearer).json().path("entries"))
                    .hasSize(2);
            assertThat(history(client, notes, "", 200, bearer).json().path("entries"))
                    .hasSize(50);
        }
    }

    @Test
    void conversationsAreListedInPages() {
        var person = SERVER.newPerson();
        var peers = List.of(SERVER.newPerson(), SERVER.newPerson(), SERVER.newPerson());
        try (var client = open()) {
            String bearer = bearer(client, person, "bot");
            for (Person peer : peers) {
                post(client, MESSAGES, 200, message("u:" + peer.id(), "k", "hello"), bearer);
            }
            var page = list(client, "?limit=2", 200, bearer).json();
            assertThat(page.path("conversations")).hasSize(2);
            var next = list(client, "?limit=2&before=" + URLEncoder.encode(
                    page.path("next").stringValue(""), StandardCharsets.UTF_8), 200, bearer)
                    .json();
            assertThat(next.path("conversations")).isNotEmpty();
            assertThat(next.path("conversations").get(0))
                    .isNotEqualTo(page.path("conversations").get(0));
            list(client, "?limit=x", 422, bearer);
            list(client, "?before=nonsense", 422, bearer);
        }
    }

    @Test
    void whatIsWrongWithAReadingIsSaid() {
        try (var client = open()) {
            String bearer = bearer(client, SERVER.newPerson(), "bot");
            history(client, "all", "?after=1&before=5", 422, bearer);
            history(client, "all", "?after=-1", 422, bearer);
            history(client, "all", "?limit=0", 422, bearer);
            history(client, "all", "?after=1.0", 422, bearer);
            history(client, "nonsense", "", 422, bearer);
            history(client, "g:987654321", "", 404, bearer);
            client.get("/api/conversations/all", bearer).expect(404);
            client.get("/api/nothing", bearer).expect(404);
        }
    }

    @Test
    void withoutAGoodTokenNothingIsTold() {
        try (var client = open()) {
            list(client, "", 401);
            list(client, "", 401, "Authorization: Bearer nonsense");
            list(client, "", 401, "Authorization: Basic YTpi");
            list(client, "?limit=x", 401);
            history(client, "all", "", 401);
            post(client, MESSAGES, 401, "{}");
            var person = SERVER.newPerson();
            String bearer = bearer(client, person, "bot");
            try (var framed = SERVER.login(person)) {
                framed.ask("account.revoke", "{\"others\":true}");
            }
            list(client, "", 401, bearer);
        }
    }

    @Test
    void aForeignPageChangesNothing() {
        try (var client = open()) {
            String bearer = bearer(client, SERVER.newPerson(), "bot");
            for (String origin : List.of("https://evil.example", "null")) {
                post(client, MESSAGES, 403, message("all", "k", "x"), bearer,
                        "Origin: " + origin);
                post(client, LOGIN, 403, "{}", "Origin: " + origin);
            }
            post(client, MESSAGES, 200, message("all", "k", "x"), bearer,
                    "Origin: http://localhost");
        }
    }

    @Test
    void theRatesOfTheSessionHoldHereToo() {
        try (var server = TestServer.started("limits.sends-per-second", "1",
                        "limits.sends-burst", "3", "limits.requests-per-second", "100",
                        "limits.requests-burst", "8");
                var client = new HttpTalk(server.connect())) {
            var person = server.newPerson();
            String token = client.post(LOGIN, person.credentials()).expect(200).json()
                    .path("token").stringValue("");
            String bearer = "Authorization: Bearer " + token;
            for (int i = 0; i < 3; i++) {
                client.post(MESSAGES, message("all", "k" + i, "x"), bearer).expect(200);
            }
            var refused = client.post(MESSAGES, message("all", "k3", "x"), bearer).expect(429);
            api.check("post", MESSAGES, refused);
            assertThat(Integer.parseInt(refused.header("retry-after"))).isPositive();
            try (var framed = server.open()) {
                framed.ask("account.resume", Json.object("token", token));
                framed.refused(429, "message.send", message("all", "k4", "x"));
            }
        }
    }

    @Test
    void theRateOfAnAddressHoldsForThoseWithoutASession() {
        try (var server = TestServer.started("limits.requests-per-second", "1",
                        "limits.requests-burst", "5")) {
            int refused = 0;
            String unknown = Json.object("userId", 999_999_999, "userPwd", "wrong");
            for (int i = 0; i < 10; i++) {
                try (var client = new HttpTalk(server.connect())) {
                    refused += client.post(LOGIN, unknown).status() == 429 ? 1 : 0;
                }
            }
            assertThat(refused).isBetween(3, 6);
        }
    }

    @Test
    void p8_whatIsWrongIsSaidBeforeWhatIsTooFast() {
        try (var server = TestServer.started("limits.requests-per-second", "1",
                        "limits.requests-burst", "5");
                var client = new HttpTalk(server.connect())) {
            var person = server.newPerson();
            String bearer = "Authorization: Bearer " + client.post(LOGIN, person.credentials())
                    .expect(200).json().path("token").stringValue("");
            for (int i = 0; i < 8; i++) {
                client.post(LOGIN, "[]").expect(400);
                client.post(LOGIN, "{}").expect(422);
                client.post(REGISTER, Json.object("userPwd", 1)).expect(422);
                client.get(LIST).expect(401);
                client.get(LIST, "Authorization: Bearer nonsense").expect(401);
                client.get(LIST + "?limit=x", bearer).expect(422);
            }
            client.post(LOGIN, person.credentials()).expect(429);
            client.get(LIST, bearer).expect(429);
        }
    }
}
