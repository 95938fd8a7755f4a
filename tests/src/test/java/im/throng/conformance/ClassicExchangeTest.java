package im.throng.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The exchanges of the original system as its own clients were recorded, byte for byte.
class ClassicExchangeTest {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    private static final String REGISTERED =
            "{\"type\":\"RegisterResMes\",\"data\":\"{\\\"code\\\":200,\\\"error\\\":\\\"\\\"}\"}";

    /// The recorded login of the original client, with its length before it.
    private static final String LOGIN_100 =
            "00000056" + HexFormat.of().formatHex(login(100, "123456").getBytes(UTF_8));

    @Test
    void p31_aSessionOfTheOriginalSystemByteForByte() {
        try (var server = TestServer.started()) {
            for (int id : new int[] {100, 200}) {
                try (var dial = server.connect()) {
                    writeAsTheOriginal(dial, registration(id, "123456", "scott"));
                    byte[] answer = dial.readPayload();
                    assertThat(answer).hasSize(64);
                    assertThat(new String(answer, UTF_8)).isEqualTo(REGISTERED);
                }
            }
            assertThat(LOGIN_100).startsWith("000000567b2274797065223a224c6f67696e4d6573222c22"
                    + "64617461223a227b5c227573657249645c223a3130302c5c22757365725077645c223a5c22");
            try (var first = server.connect(); var second = server.connect()) {
                first.write(HexFormat.of().parseHex(LOGIN_100));
                assertLoggedIn(first.readPayload(), 100);
                second.send(login(200, "123456"));
                assertLoggedIn(second.readPayload(), 100, 200);
                assertThat(first.readText()).isEqualTo("{\"type\":\"NotifyUserStatusMes\","
                        + "\"data\":\"{\\\"userId\\\":200,\\\"status\\\":0}\"}");
                second.send(said("hello", 200));
                assertThat(first.readText()).isEqualTo("{\"type\":\"SmsMes\",\"data\":\"{"
                        + "\\\"content\\\":\\\"hello\\\",\\\"userId\\\":200,"
                        + "\\\"userPwd\\\":\\\"\\\","
                        + "\\\"userName\\\":\\\"scott\\\",\\\"userStatus\\\":0,"
                        + "\\\"sex\\\":\\\"\\\"}\"}");
                second.send(said("你好😀\"\\x", 200));
                assertThat(first.readText()).startsWith("{\"type\":\"SmsMes\",\"data\":\"{"
                        + "\\\"content\\\":\\\"你好😀\\\\\\\"\\\\\\\\x\\\",\\\"userId\\\":200,");
                second.endOutput();
                assertThat(first.readText()).isEqualTo("{\"type\":\"NotifyUserStatusMes\","
                        + "\"data\":\"{\\\"userId\\\":200,\\\"status\\\":1}\"}");
            }
        }
    }

    /// The order of the fields and of the ids never mattered; the code and the size do.
    private static void assertLoggedIn(byte[] payload, long... ids) {
        var envelope = Json.parse(payload);
        assertThat(envelope.path("type").stringValue("")).isEqualTo("LoginResMes");
        var data = Json.parse(envelope.path("data").stringValue(""));
        assertThat(data.path("code").toString()).isEqualTo("200");
        assertThat(data.path("UsersId").valueStream().mapToLong(id -> id.longValue(-1)))
                .containsExactlyInAnyOrder(Arrays.stream(ids).boxed().toArray(Long[]::new));
        assertThat(data.path("error").stringValue("?")).isEmpty();
        assertThat(payload).hasSize(75 + 4 * ids.length);
    }

    @Test
    void p31_aTakenIdIs505WithATextAndOverwritesNothing() {
        var person = SERVER.newPerson();
        try (var client = SERVER.classic()) {
            var answer = client.register(person.id(), "other password", "thief");
            assertThat(answer.path("code").intValue(-1)).isEqualTo(505);
            assertThat(answer.path("error").stringValue("")).isNotBlank();
            assertThat(client.login(person.id(), "other password").path("code").intValue(-1))
                    .isEqualTo(403);
            assertThat(client.login(person.id(), person.password()).path("code").intValue(-1))
                    .isEqualTo(200);
        }
    }

    @Test
    void p31_anUnknownUserIs500WithNullForTheList() {
        try (var client = SERVER.classic()) {
            var answer = client.login(TestServer.unusedId(), "123456");
            assertThat(answer.path("code").intValue(-1)).isEqualTo(500);
            assertThat(answer.path("UsersId").isNull()).as("%s", answer).isTrue();
            assertThat(answer.path("error").stringValue("")).isNotBlank();
        }
    }

    @Test
    void p31_aWrongPasswordIs403WithNullForTheList() {
        var person = SERVER.newPerson();
        try (var client = SERVER.classic()) {
            var answer = client.login(person.id(), "wrong");
            assertThat(answer.path("code").intValue(-1)).isEqualTo(403);
            assertThat(answer.path("UsersId").isNull()).as("%s", answer).isTrue();
            assertThat(answer.path("error").stringValue("")).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "RegisterMes|RegisterResMes|506|{'user':{'userId':0,'userPwd':'x','userName':'n'}}",
        "RegisterMes|RegisterResMes|506|{'user':{'userId':-1,'userPwd':'x','userName':'n'}}",
        "RegisterMes|RegisterResMes|506|{'user':{'userId':1.5,'userPwd':'x','userName':'n'}}",
        "RegisterMes|RegisterResMes|506|{'user':{'userId':'5','userPwd':'x','userName':'n'}}",
        "RegisterMes|RegisterResMes|506|{'user':{'userId':77001,'userPwd':'','userName':'n'}}",
        "RegisterMes|RegisterResMes|506|{'user':{'userId':77001,'userPwd':5,'userName':'n'}}",
        "RegisterMes|RegisterResMes|506|{'user':5}",
        "RegisterMes|RegisterResMes|506|{}",
        "LoginMes|LoginResMes|505|{'userId':1.0,'userPwd':'x'}",
        "LoginMes|LoginResMes|505|{'userId':1e2,'userPwd':'x'}",
        "LoginMes|LoginResMes|505|{'userId':'100','userPwd':'x'}",
        "LoginMes|LoginResMes|505|{'userId':77002,'userPwd':5}",
        "LoginMes|LoginResMes|505|[]"})
    void p31_anythingElseIsRefusedWithAText(String type, String answer, int code, String data) {
        try (var client = SERVER.classic()) {
            client.send(type, data.replace('\'', '"'));
            var message = client.next();
            assertThat(message.type()).isEqualTo(answer);
            assertThat(message.data().path("error").stringValue("")).isNotBlank();
            assertThat(message.data().path("code").intValue(-1)).isEqualTo(code);
        }
    }

    @Test
    void p34_passwordsHaveOneTo128Characters() {
        try (var client = SERVER.classic()) {
            for (var password : new String[] {"1", "12345", "😀".repeat(128), " "}) {
                long id = TestServer.unusedId();
                assertThat(client.register(id, password, "n").path("code").intValue(-1))
                        .isEqualTo(200);
                try (var session = SERVER.classic()) {
                    assertThat(session.login(id, password).path("code").intValue(-1))
                            .isEqualTo(200);
                }
            }
            assertThat(client.register(TestServer.unusedId(), "x".repeat(129), "n")
                    .path("code").intValue(-1)).isEqualTo(506);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"userid,userpwd", "USERID,USERPWD", "UserId,UserPwd", "uSeRiD,UserPWD"})
    void p31_fieldNamesHaveNoCase(String names) {
        var name = names.split(",", -1);
        var person = SERVER.newPerson();
        try (var client = SERVER.classic()) {
            client.raw().send("{\"TYPE\":\"LoginMes\",\"Data\":" + Json.quote(Json.object(
                    name[0], person.id(), name[1], person.password(), "extra", "x")) + "}");
            var message = client.next();
            assertThat(message.type()).isEqualTo("LoginResMes");
            assertThat(message.data().path("code").intValue(-1)).isEqualTo(200);
        }
    }

    @Test
    void p31_theRegistrationsOfVariantsWork() {
        try (var client = SERVER.classic()) {
            long id = TestServer.unusedId();
            client.send("RegisterMes", Json.object("User", new Json.Raw(Json.object(
                    "USERID", id, "userpwd", "123456", "UserName", "n", "sex", "m"))));
            assertThat(client.next().data().path("code").intValue(-1)).isEqualTo(200);
            assertThat(client.login(id, "123456").path("code").intValue(-1)).isEqualTo(200);
        }
    }

    @Test
    void p31_oneConnectionServesAnyNumberOfRequests() {
        long id = TestServer.unusedId();
        try (var client = SERVER.classic()) {
            assertThat(client.login(id, "x").path("code").intValue(-1)).isEqualTo(500);
            assertThat(client.register(id, "right", "n").path("code").intValue(-1)).isEqualTo(200);
            assertThat(client.register(id, "right", "n").path("code").intValue(-1)).isEqualTo(505);
            assertThat(client.login(id, "wrong").path("code").intValue(-1)).isEqualTo(403);
            assertThat(client.login(id, "right").path("code").intValue(-1)).isEqualTo(200);
        }
    }

    @Test
    void p31_aSecondLoginOnAConnectionIs505AndChangesNothing() {
        var first = SERVER.newPerson();
        var second = SERVER.newPerson();
        try (var client = SERVER.classicLogin(first); var modern = SERVER.loginNew()) {
            client.send("LoginMes", second.credentials());
            var answer = client.await("LoginResMes", _ -> true);
            assertThat(answer.path("code").intValue(-1)).isEqualTo(505);
            assertThat(answer.path("error").stringValue("")).isNotBlank();
            client.say("who am I?");
            assertThat(modern.push("message").path("from").longValue(-1)).isEqualTo(first.id());
        }
    }

    @Test
    void p31_aClassicUserLogsInNativelyAndTheOtherWayRound() {
        long id = TestServer.unusedId();
        try (var client = SERVER.classic(); var other = SERVER.open()) {
            client.register(id, "short", "n");
            other.ask("account.login", Json.object("userId", id, "userPwd", "short"));
        }
    }

    /// The original writes the header and the body in two writes.
    private static void writeAsTheOriginal(RawConnection dial, String payload) {
        byte[] body = payload.getBytes(UTF_8);
        dial.writeLength(body.length);
        dial.write(body);
    }

    private static String registration(long id, String password, String name) {
        return Json.classic("RegisterMes", Json.object("user", new Json.Raw(Json.object(
                "userId", id, "userPwd", password, "userName", name, "userStatus", 0,
                "sex", ""))));
    }

    private static String login(long id, String password) {
        return Json.classic("LoginMes",
                Json.object("userId", id, "userPwd", password, "userName", ""));
    }

    private static String said(String content, long id) {
        return Json.classic("SmsMes", Json.object("content", content, "userId", id,
                "userPwd", "", "userName", "", "userStatus", 0, "sex", ""));
    }
}
