package im.throng.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.throng.conformance.ClassicClient;
import im.throng.conformance.Json;
import im.throng.conformance.NativeClient;
import im.throng.conformance.RawConnection;
import im.throng.conformance.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Passwords, tokens and texts are in no log, at the finest level and whatever goes wrong.
class SecretsIT {

    private static final String MARK = "SeCrEt";

    private final Path data = TestServer.newFolder();
    private final List<String> secrets = new ArrayList<>();

    @AfterEach
    void deleteFolder() {
        TestServer.deleteFolder(data);
    }

    @Test
    void nothingSecretIsLogged() {
        var plan = ServerProcess.Plan.on(data)
                .withJvm("-Dlogback.configurationFile=im/throng/fault/everything.xml")
                .with("limits.malformed-frames", "100");
        var log = new StringBuilder();
        String token;
        try (var server = ServerProcess.ready(plan)) {
            refuseWhatIsAsked(server);
            token = speakNative(server);
            speakNonsense(server);
            speakClassic(server);
            server.stop();
            log.append(server.output()).append(server.errors());
        }
        try (var server = ServerProcess.ready(plan); var client = server.open()) {
            client.ask("account.resume", Json.object("token", token));
            client.ask("message.history", Json.object("conversation", "all"));
            client.ask("account.logout", "{}");
            server.stop();
            log.append(server.output()).append(server.errors());
        }
        assertThat(log.toString()).as("the finest level is logged").contains("DEBUG");
        assertThat(secrets).hasSizeGreaterThan(15);
        assertThat(log.toString().lines().filter(line -> line.contains(MARK)
                || secrets.stream().anyMatch(line::contains))).isEmpty();
    }

    /// Returns a secret that was not used before and will be looked for in the log.
    private String secret(String what) {
        var secret = MARK + what + secrets.size() + "x";
        secrets.add(secret);
        return secret;
    }

    private void refuseWhatIsAsked(ServerProcess server) {
        server.register(4000, secret("first"));
        try (var client = server.open()) {
            client.refused(409, "account.register", Json.object("userId", 4000,
                    "userPwd", secret("taken"), "userName", "n"));
            client.refused(422, "account.register", Json.object("userPwd",
                    secret("long").repeat(30), "userName", "n"));
            client.refused(422, "account.register", Json.object("userPwd", secret("noName")));
            client.refused(403, "account.login",
                    Json.object("userId", 4000, "userPwd", secret("wrong")));
            client.refused(403, "account.login",
                    Json.object("userId", 4711, "userPwd", secret("unknown")));
            client.refused(422, "account.login",
                    Json.object("userId", "x", "userPwd", secret("field")));
            client.refused(401, "account.resume", Json.object("token", secret("noToken")));
            client.refused(401, "message.send",
                    Json.object("to", "all", "key", "k", "text", secret("early")));
            client.refused(404, secret("type"), Json.object("text", secret("noType")));
        }
    }

    private String speakNative(ServerProcess server) {
        var person = server.register(4001, secret("password"));
        try (var client = server.open(); var other = server.open()) {
            var token = client.ask("account.login", person.credentials())
                    .path("token").stringValue("");
            assertThat(token).hasSizeGreaterThan(20);
            secrets.add(token);
            other.ask("account.resume", Json.object("token", token));
            try (var third = server.open()) {
                third.refused(401, "account.resume", Json.object("token", token + "x"));
            }
            var text = secret("text");
            client.say(text, "k");
            client.say(text, "k");
            other.push("message");
            client.refused(409, "message.send",
                    Json.object("to", "all", "key", "k", "text", secret("conflict")));
            client.refused(422, "message.send", Json.object("to", "all", "key", "k",
                    "text", secret("long").repeat(6000)));
            client.refused(422, "message.send", Json.object("to", secret("to"), "key", "k2",
                    "text", secret("nowhere")));
            client.ask("message.history", Json.object("conversation", "all"));
            client.ask("conversation.list", "{}");
            return token;
        }
    }

    private void speakNonsense(ServerProcess server) {
        try (var client = server.open()) {
            client.refused(401, "ping", "{}");
            for (var malformed : List.of(secret("plain"), "{\"text\":\"" + secret("cut"),
                    "{\"type\":5,\"userPwd\":\"" + secret("noType") + "\"}",
                    "{\"type\":\"account.login\",\"id\":0,\"data\":{\"userPwd\":\""
                            + secret("noId") + "\"}}",
                    "{\"type\":\"account.login\",\"data\":[\"" + secret("list") + "\"]}",
                    "{\"userPwd\":\"\\x" + secret("escape") + "\"}")) {
                client.raw().send(malformed);
                assertThat(client.next().path("code").intValue(-1)).isEqualTo(400);
            }
            endBadly(client);
        }
    }

    private void endBadly(NativeClient client) {
        client.raw().writeLength(100_000);
        client.raw().write(secret("unfinished").getBytes(UTF_8));
        client.raw().reset();
    }

    private void speakClassic(ServerProcess server) {
        var password = secret("classic");
        try (var client = new ClassicClient(RawConnection.open(server.port()));
                var other = server.open()) {
            client.register(4002, password, "n");
            client.register(4002, secret("again"), "n");
            client.login(4002, secret("wrong"));
            assertThat(client.login(4002, password).path("code").intValue(-1)).isEqualTo(200);
            other.ask("account.login", Json.object("userId", 4002, "userPwd", password));
            client.send("SmsMes", Json.object("content", secret("said"),
                    "userPwd", secret("relayed")));
            other.push("message");
            client.send(secret("type"), Json.object("userPwd", secret("ignored")));
            client.send("SmsMes", "{\"content\":\"" + secret("broken"));
            client.raw().expectEndAfterAnything();
        }
    }
}
