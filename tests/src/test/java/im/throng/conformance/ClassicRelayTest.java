package im.throng.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What classic clients say and hear, and what they may do without harm.
class ClassicRelayTest {

    @RegisterExtension
    static final TestServer SERVER = TestServer.with();

    @Test
    void p34_whatAClassicClientSaysIsStoredAndReachesEverybodyElse() {
        var person = SERVER.newPerson();
        var text = "你好😀\"\\x";
        try (var speaker = SERVER.classicLogin(person);
                var sameUser = SERVER.classicLogin(person);
                var classic = SERVER.classicLogin(SERVER.newPerson());
                var modern = SERVER.loginNew()) {
            speaker.say(text);
            var entry = modern.push("message");
            assertThat(entry.path("text").stringValue("")).isEqualTo(text);
            assertThat(entry.path("from").longValue(-1)).isEqualTo(person.id());
            var said = classic.heard(text);
            assertThat(said.propertyNames()).containsExactlyInAnyOrder("content", "userId",
                    "userPwd", "userName", "userStatus", "sex");
            assertThat(said.path("userId").longValue(-1)).isEqualTo(person.id());
            assertThat(said.path("userName").stringValue("")).isEqualTo(person.name());
            assertThat(said.path("userPwd").stringValue("?")).isEmpty();
            assertThat(said.path("userStatus").isIntegralNumber()).isTrue();
            assertThat(said.path("sex").isString()).isTrue();
            long seq = entry.path("seq").longValue(-1);
            var stored = modern.ask("message.history",
                    Json.object("conversation", "all", "after", seq - 1)).path("entries").path(0);
            assertThat(stored.path("text").stringValue("")).isEqualTo(text);
            sameUser.say("marker");
            // The sender gets no copy: the next it hears is the other's.
            speaker.heard("marker");
        }
    }

    @Test
    void p34_theSpeakerGetsNoAnswerAndNoCopy() {
        try (var speaker = SERVER.classicLogin(SERVER.newPerson());
                var modern = SERVER.loginNew()) {
            speaker.say("mine alone");
            modern.push("message");
            modern.say("theirs", "k");
            var heard = speaker.await("SmsMes", _ -> true);
            assertThat(heard.path("content").stringValue("")).isEqualTo("theirs");
        }
    }

    @Test
    void p34_whatNativeClientsSayReachesClassicOnes() {
        var person = SERVER.newPerson();
        try (var classic = SERVER.classicLogin(SERVER.newPerson());
                var modern = SERVER.login(person)) {
            modern.say("a\r\nb\u2028<&>\u0001😀", "k");
            var said = classic.heard("a\r\nb\u2028<&>\u0001😀");
            assertThat(said.path("userId").longValue(-1)).isEqualTo(person.id());
            assertThat(said.path("userName").stringValue("")).isEqualTo(person.name());
        }
    }

    @Test
    void p34_theSenderIsTheSessionsUserWhateverTheMessageSays() {
        var person = SERVER.newPerson();
        var victim = SERVER.newPerson();
        try (var speaker = SERVER.classicLogin(person);
                var classic = SERVER.classicLogin(victim); var modern = SERVER.loginNew()) {
            speaker.send("SmsMes", Json.object("content", "spoofed", "userId", victim.id(),
                    "userPwd", person.password(), "userName", victim.name(), "userStatus", 7,
                    "sex", "zz", "password", person.password()));
            var said = classic.heard("spoofed");
            assertThat(said.path("userId").longValue(-1)).isEqualTo(person.id());
            assertThat(said.path("userName").stringValue("")).isEqualTo(person.name());
            assertThat(said.toString()).doesNotContain(person.password()).doesNotContain("zz");
            var entry = modern.push("message");
            assertThat(entry.path("from").longValue(-1)).isEqualTo(person.id());
            assertThat(entry.toString()).doesNotContain(person.password());
        }
    }

    @Test
    void p34_smsMesBeforeLoginIsIgnored() {
        var person = SERVER.newPerson();
        try (var stranger = SERVER.classic(); var modern = SERVER.loginNew()) {
            stranger.say("from nobody");
            stranger.send("SmsMes", Json.object("content", "as somebody", "userId", person.id()));
            stranger.login(person.id(), person.password());
            stranger.say("now logged in");
            assertThat(modern.push("message").path("text").stringValue(""))
                    .isEqualTo("now logged in");
        }
    }

    @Test
    void p34_smsMesBeforeLoginIsIgnoredWhateverItHolds() {
        var person = SERVER.newPerson();
        try (var stranger = SERVER.classic()) {
            stranger.send("SmsMes", Json.object("content", 5));
            stranger.send("SmsMes", "{}");
            assertThat(stranger.login(person.id(), person.password()).path("code").intValue(-1))
                    .isEqualTo(200);
        }
    }

    @Test
    void p34_whatIsSaidJustBeforeLeavingIsStillHeard() {
        try (var modern = SERVER.loginNew()) {
            for (int i = 0; i < 20; i++) {
                var text = "last words " + i;
                var speaker = SERVER.classicLogin(SERVER.newPerson());
                speaker.say(text);
                speaker.raw().endOutput();
                modern.push("message", m -> text.equals(m.path("text").stringValue("")));
                speaker.close();
            }
        }
    }

    /// Whatever becomes of a text that no message may have, it concerns its speaker alone.
    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\u0000b"})
    void p34_aTextThatNoMessageMayHaveIsNotRelayed(String text) {
        try (var modern = SERVER.loginNew();
                var classic = SERVER.classicLogin(SERVER.newPerson());
                var speaker = SERVER.classicLogin(SERVER.newPerson())) {
            speaker.say(text);
            modern.say("marker", "k");
            var heard = classic.await("SmsMes", _ -> true);
            assertThat(heard.path("content").stringValue("")).isEqualTo("marker");
        }
    }

    @Test
    void p34_whatFollowsALoginInTheSameSegmentIsSaid() {
        var person = SERVER.newPerson();
        try (var modern = SERVER.loginNew(); var speaker = SERVER.classic()) {
            speaker.raw().write(RawConnection.frames(
                    Json.classic("LoginMes", person.credentials()),
                    Json.classic("SmsMes", Json.object("content", "hasty"))));
            assertThat(speaker.next().type()).isEqualTo("LoginResMes");
            assertThat(modern.push("message").path("text").stringValue("")).isEqualTo("hasty");
        }
    }

    @Test
    void p35_whatIsHeardIsStored() {
        try (var server = TestServer.started()) {
            var person = server.newPerson();
            try (var speaker = server.classicLogin(person);
                    var listener = server.classicLogin(server.newPerson())) {
                for (int i = 0; i < 30; i++) {
                    speaker.say("durable " + i);
                }
                listener.heard("durable 29");
            }
            server.restart();
            try (var client = server.login(person)) {
                var page = client.ask("message.history", "{\"conversation\":\"all\"}");
                assertThat(page.path("entries").size()).isEqualTo(30);
                for (int i = 0; i < 30; i++) {
                    assertThat(page.path("entries").path(i).path("text").stringValue(""))
                            .isEqualTo("durable " + i);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LogoutMes", "Unknown", "NotifyUserStatusMes", "LoginResMes",
        "RegisterResMes", "SmsPrivateMes", "", "message.send", "smsmes"})
    void p35_aMessageOfAnUnknownTypeIsIgnored(String type) {
        var marker = "after " + type;
        try (var client = SERVER.classicLogin(SERVER.newPerson());
                var modern = SERVER.loginNew()) {
            client.send(type, "");
            client.send(type, Json.object("userId", 1, "status", 1, "content", "x"));
            client.say(marker);
            assertThat(modern.push("message").path("text").stringValue("")).isEqualTo(marker);
        }
    }

    @Test
    void p35_aStatusFromAClientChangesNobodysPresence() {
        var victim = SERVER.newPerson();
        try (var victimClient = SERVER.login(victim);
                var client = SERVER.classicLogin(SERVER.newPerson());
                var watcher = SERVER.loginNew()) {
            client.send("NotifyUserStatusMes", Json.object("userId", victim.id(), "status", 1));
            client.say("sent it");
            watcher.push("message", m -> "sent it".equals(m.path("text").stringValue("")));
            assertThat(watcher.listen(Duration.ofMillis(200)).stream()
                    .flatMap(f -> f.path("data").path("changes").valueStream())
                    .filter(change -> change.path("userId").longValue(-1) == victim.id()))
                    .allMatch(change -> "online".equals(change.path("status").stringValue("")));
            victimClient.ask("ping", "{}");
        }
    }

    @Test
    void p35_brokenJsonEndsThatConnectionOnly() {
        for (var broken : List.of("{\"type\":\"SmsMes\",\"data\":\"{\\\"content\\\":\"}",
                "{\"type\":\"SmsMes\",\"data\":\"nonsense\"}", "{\"type\":\"SmsMes\"", "nonsense",
                "{\"type\":\"LoginMes\",\"data\":\"{}{}\"}")) {
            try (var client = SERVER.classicLogin(SERVER.newPerson());
                    var other = SERVER.classicLogin(SERVER.newPerson());
                    var modern = SERVER.loginNew()) {
                client.raw().send(broken);
                client.raw().expectEndAfterAnything();
                modern.say("still here", "k");
                other.heard("still here");
            }
        }
    }

    @Test
    void p35_whatFollowsBrokenJsonInTheSameSegmentIsNotCarriedOut() {
        try (var client = SERVER.classicLogin(SERVER.newPerson()); var modern = SERVER.loginNew()) {
            client.raw().write(RawConnection.frames(
                    Json.classic("SmsMes", Json.object("content", "before")), "nonsense",
                    Json.classic("SmsMes", Json.object("content", "after"))));
            client.raw().expectEndAfterAnything();
            assertThat(modern.push("message").path("text").stringValue("")).isEqualTo("before");
            modern.say("marker", "marker");
            assertThat(modern.pushesSoFar("message")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 262_145, 0x0100_0000, Integer.MAX_VALUE, -1})
    void p35_aFrameThatIsTooLongOrTooShortEndsThatConnectionOnly(int length) {
        try (var client = SERVER.classicLogin(SERVER.newPerson());
                var other = SERVER.classicLogin(SERVER.newPerson());
                var modern = SERVER.loginNew()) {
            client.raw().writeLength(length);
            if (length == 1) {
                client.raw().write(new byte[1]);
            }
            client.raw().expectEndAfterAnything();
            modern.say("still here", "k" + length);
            other.heard("still here");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "😀", "\"", "\\", "\u0001", "<"})
    void p33_aLongTextIsCutAtACharacterAndEndsInAnEllipsis(String unit) {
        int times = 60_000 / unit.getBytes(UTF_8).length;
        var text = "start " + unit.repeat(Math.min(times, 30_000));
        try (var classic = SERVER.classicLogin(SERVER.newPerson());
                var modern = SERVER.loginNew()) {
            modern.say(text, "k");
            var heard = classic.await("SmsMes",
                    d -> d.path("content").stringValue("").startsWith("start "));
            var content = heard.path("content").stringValue("");
            assertThat(content).endsWith("…");
            var kept = content.substring(0, content.length() - 1);
            assertThat(text).startsWith(kept);
            assertThat((kept.length() - 6) % unit.length()).as("whole characters").isZero();
            // Not cut much more than needed: a unit is at most 14 bytes in the frame.
            assertThat(Json.classic("SmsMes", heard.toString()).getBytes(UTF_8).length)
                    .isGreaterThan(8096 - 200);
        }
    }

    @Test
    void p33_aTextThatJustFitsIsNotCut() {
        try (var classic = SERVER.classicLogin(SERVER.newPerson());
                var modern = SERVER.loginNew()) {
            var text = "y".repeat(7800);
            modern.say(text, "k");
            classic.heard(text);
            // The longest name there is takes its part of the payload.
            var longName = TestServer.unusedId();
            try (var writer = SERVER.open()) {
                writer.ask("account.register", Json.object("userId", longName,
                        "userPwd", "123456", "userName", "\\".repeat(64)));
                writer.ask("account.login", Json.object("userId", longName, "userPwd", "123456"));
                writer.say("z".repeat(65_536), "k");
                assertThat(classic.await("SmsMes", d -> d.path("userId").longValue(-1) == longName)
                        .path("content").stringValue("")).endsWith("…");
            }
        }
    }
}
