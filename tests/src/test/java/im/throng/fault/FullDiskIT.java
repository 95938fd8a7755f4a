package im.throng.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.conformance.Json;
import im.throng.conformance.NativeClient;
import im.throng.conformance.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The disk is full: what needs no room goes on, what needs some is refused in plain words, and
/// everything goes on by itself when there is room again.
class FullDiskIT {

    private static final int TRIES_MAX = 2_000;

    private final Map<String, Long> acked = new LinkedHashMap<>();
    private final List<String> refused = new ArrayList<>();
    private int sent;

    @Test
    void p17_aFullDiskRefusesWhatNeedsRoomAndNothingElse() {
        try (var disk = new SmallDisk(24 * 1024);
                var server = ServerProcess.ready(disk.plan())) {
            var person = server.register(1, "password");
            var other = server.register(2, "password");
            try (var client = server.open(); var listener = server.open()) {
                var login = client.ask("account.login", person.credentials());
                listener.ask("account.login", other.credentials());
                for (int i = 0; i < 50; i++) {
                    send(client, 100);
                }
                assertThat(refused).isEmpty();
                disk.fill("filler", Long.MAX_VALUE);
                sendUntilRefused(client, 5_000);
                assertTheRestGoesOn(server, client, login.path("token").stringValue(""), other);
                sendTogether(client, 200);
                assertThat(server.isAlive()).isTrue();
                disk.delete("filler");
                retryRefused(client);
                send(client, 100);
                assertThat(refused).isEmpty();
                assertLog(server, person);
            }
            assertSurvivesRestart(disk, server, person);
        }
    }

    @Test
    void p17_aLogThatCannotBeMovedIntoTheDatabaseWaitsForRoom() {
        try (var disk = new SmallDisk(24 * 1024);
                var server = ServerProcess.ready(disk.plan())) {
            var person = server.register(1, "password");
            try (var client = server.open()) {
                client.ask("account.login", person.credentials());
                disk.fill("filler", 11 << 20);
                sendUntilRefused(client, 60_000);
                // Above 8 MiB the log wants to go into the database, which cannot grow.
                assertThat(size(disk, "data/throng.db-wal")).isGreaterThan(8 << 20);
                await().atMost(Duration.ofSeconds(10)).until(() -> (server.output()
                        + server.errors()).contains("a checkpoint failed"));
                // A login by password would have to be stored.
                assertThat(LogReader.readAll(client)).hasSize(acked.size());
                long said = acked.keySet().stream().mapToLong(String::length).sum();
                disk.delete("filler");
                retryRefused(client);
                await().atMost(Duration.ofSeconds(10)).untilAsserted(() ->
                        assertThat(size(disk, "data/throng.db")).isGreaterThan(said));
                send(client, 100);
                assertThat(refused).isEmpty();
                assertLog(server, person);
            }
            assertSurvivesRestart(disk, server, person);
        }
    }

    private void assertTheRestGoesOn(ServerProcess server, NativeClient client, String token,
            Person other) {
        client.ask("ping", "{}");
        client.ask("message.history", Json.object("conversation", "all"));
        client.ask("conversation.list", "{}");
        client.ask("presence.online", "{}");
        client.ask("user.get", Json.object("userIds", List.of(other.id())));
        client.post("conversation.typing", Json.object("conversation", "u:" + other.id()));
        try (var resumed = server.open(); var newcomer = server.open()) {
            resumed.ask("account.resume", Json.object("token", token));
            assertThat(resumed.ask("message.history", Json.object("conversation", "all",
                    "limit", 1)).path("entries").size()).isEqualTo(1);
            assertRefusal(newcomer.request("account.register", Json.object("userId", 3,
                    "userPwd", "password", "userName", "x".repeat(64))));
        }
    }

    private void sendUntilRefused(NativeClient client, int bytes) {
        for (int i = 0; i < TRIES_MAX && refused.isEmpty(); i++) {
            send(client, bytes);
        }
        assertThat(refused).as("the disk is full").isNotEmpty();
    }

    private void send(NativeClient client, int bytes) {
        String key = "k" + sent++;
        answered(key + " " + "x".repeat(bytes), client.request("message.send",
                message(key + " " + "x".repeat(bytes))));
    }

    private void sendTogether(NativeClient client, int count) {
        var onTheWay = new LinkedHashMap<String, Long>();
        for (int i = 0; i < count; i++) {
            String text = "k" + sent++ + " " + "x".repeat(5_000);
            onTheWay.put(text, client.post("message.send", message(text)));
        }
        onTheWay.forEach((text, id) -> answered(text, client.reply(id)));
    }

    private void retryRefused(NativeClient client) {
        var again = List.copyOf(refused);
        refused.clear();
        again.forEach(text -> answered(text, client.request("message.send", message(text))));
    }

    private static String message(String text) {
        return Json.object("to", "all", "key", text.substring(0, text.indexOf(' ')),
                "text", text);
    }

    private void answered(String text, JsonNode reply) {
        if (reply.path("code").intValue(-1) == 200) {
            assertThat(reply.path("data").has("duplicate")).as("%s", reply).isFalse();
            acked.put(text, reply.path("data").path("seq").longValue(-1));
        } else {
            assertRefusal(reply);
            refused.add(text);
        }
    }

    private static void assertRefusal(JsonNode reply) {
        assertThat(reply.path("code").intValue(-1)).as("%s", reply).isEqualTo(503);
        assertThat(reply.path("error").stringValue("")).contains("disk is full");
        assertThat(reply.path("retryAfterMs").longValue(-1)).as("%s", reply).isPositive();
    }

    private void assertSurvivesRestart(SmallDisk disk, ServerProcess server, Person person) {
        server.kill();
        try (var again = ServerProcess.ready(disk.plan())) {
            assertLog(again, person);
        }
    }

    /// What was acknowledged is there at its place, once, and nothing else.
    private void assertLog(ServerProcess server, Person reader) {
        var log = new LinkedHashMap<String, Long>();
        for (var entry : LogReader.readAll(server, reader)) {
            assertThat(log.put(entry.text(), entry.seq())).as("%s", entry).isNull();
            assertThat(entry.seq()).isEqualTo(log.size());
        }
        assertThat(log).isEqualTo(acked);
    }

    private static long size(SmallDisk disk, String file) {
        try {
            return Files.size(disk.inside().resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
