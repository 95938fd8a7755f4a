package im.throng.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.throng.Alone;
import im.throng.conformance.Json;
import im.throng.conformance.NativeClient;
import im.throng.conformance.Person;
import im.throng.conformance.TestServer;
import im.throng.server.storage.redis.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A Redis that dies, is slow, or is not there yet: who needs it is refused at once, everybody else
/// notices nothing, and it heals by itself.
@Alone
class RedisOutageIT {

    private static final Duration AT_ONCE = Duration.ofMillis(900);
    private static final Duration HEALED = Duration.ofSeconds(20);

    private RedisProcess redis;
    private SlowProxy network;
    private TestServer server;

    @BeforeEach
    void start() {
        redis = RedisProcess.started();
        network = new SlowProxy(redis.port());
        server = TestServer.started("users.store", "redis://127.0.0.1:" + network.port(),
                "users.redis-timeout-ms", "1000", "users.redis-connect-timeout-ms", "1000",
                "accounts.hash-threads", "1");
    }

    @AfterEach
    void stop() {
        server.close();
        network.close();
        redis.close();
    }

    @Test
    void withoutRedisLoginsAreRefusedAtOnceAndTheRestGoesOn() {
        var ann = server.newPerson();
        var bob = server.newPerson();
        String token;
        try (var client = server.login(bob); var first = server.open()) {
            token = first.ask("account.login", ann.credentials()).path("token").stringValue("");
            client.say("before", "k1");
            client.ask("message.history", Json.object("conversation", "all"));
            redis.kill();
            await().atMost(HEALED).until(() -> tryLogin(ann) == 503);

            atOnce(() -> assertUnavailable(server, "account.login", ann.credentials()));
            atOnce(() -> assertUnavailable(server, "account.register",
                    Json.object("userPwd", "password", "userName", "Eve")));
            try (var resumed = server.open()) {
                atOnce(() -> resumed.ask("account.resume", Json.object("token", token)));
                atOnce(() -> resumed.say("during", "k2"));
                atOnce(() -> client.push("message"));
                var page = resumed.ask("message.history", Json.object("conversation", "all"));
                assertThat(page.toString()).contains("before", "during", bob.name());
                atOnce(() -> resumed.ask("presence.set", Json.object("status", "busy")));
            }
            redis.start();
            await().atMost(HEALED).until(() -> tryLogin(ann) == 200);
            client.say("after", "k3");
        }
    }

    @Test
    void aRedisThatComesAndGoesUnderLoadLosesNobodyAndBreaksNothing() {
        var ann = server.newPerson();
        var codes = new ConcurrentHashMap<Integer, AtomicInteger>();
        var made = new ConcurrentLinkedQueue<Person>();
        var sent = new AtomicInteger();
        var stop = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                NativeClient talker = server.login(ann)) {
            var talk = CompletableFuture.runAsync(() -> {
                while (!stop.get()) {
                    talker.say("text", "k" + sent.incrementAndGet());
                }
            }, threads);
            var registrations = CompletableFuture.runAsync(() -> {
                while (!stop.get()) {
                    register(codes, made);
                }
            }, threads);
            for (int i = 0; i < 3; i++) {
                int before = made.size();
                await().atMost(HEALED).until(() -> made.size() > before + 5);
                redis.kill();
                int refused = count(codes, 503);
                await().atMost(HEALED).until(() -> count(codes, 503) > refused + 5);
                redis.start();
            }
            int before = made.size();
            await().atMost(HEALED).until(() -> made.size() > before + 5);
            stop.set(true);
            registrations.join();
            talk.join();
        }
        assertThat(codes.keySet()).containsOnly(200, 503);
        assertThat(sent.get()).isGreaterThan(100);
        for (Person person : made) {
            assertThat(tryLogin(person)).as("%s", person).isEqualTo(200);
        }
    }

    @Test
    void aSlowRedisHoldsUpNobodyElse() {
        var ann = server.newPerson();
        var bob = server.newPerson();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                NativeClient talker = server.login(bob)) {
            List<Person> many = IntStream.range(0, 50).mapToObj(_ -> server.newPerson()).toList();
            network.delay(Duration.ofMillis(400));
            List<CompletableFuture<Integer>> waiting = many.stream().map(person ->
                    CompletableFuture.supplyAsync(() -> tryLogin(person), threads)).toList();
            for (int i = 0; i < 20; i++) {
                String key = "slow " + i;
                atOnce(() -> talker.say("text", key));
            }
            waiting.forEach(login -> assertThat(login.join()).isIn(200, 503));

            network.delay(Duration.ofSeconds(30));
            var late = CompletableFuture.supplyAsync(() -> tryLogin(ann), threads);
            atOnce(() -> talker.say("text", "stuck"));
            assertThat(late.join()).isEqualTo(503);
            atOnce(() -> assertUnavailable(server, "account.login", ann.credentials()));
            network.delay(Duration.ZERO);
            await().atMost(HEALED).until(() -> tryLogin(ann) == 200);
        }
    }

    @Test
    void aLostConnectionIsMadeAnew() {
        var ann = server.newPerson();
        network.cut();
        await().atMost(HEALED).until(() -> tryLogin(ann) == 200);
    }

    @Test
    void aServerStartsWithoutRedisAndFindsItLater() {
        var ann = server.newPerson();
        redis.kill();
        server.restart();
        atOnce(() -> assertUnavailable(server, "account.login", ann.credentials()));
        redis.start();
        await().atMost(HEALED).until(() -> tryLogin(ann) == 200);
    }

    private int tryLogin(Person person) {
        try (var client = server.open()) {
            return client.request("account.login", person.credentials())
                    .path("code").intValue(-1);
        }
    }

    private void register(ConcurrentHashMap<Integer, AtomicInteger> codes,
                          ConcurrentLinkedQueue<Person> made) {
        var person = new Person(TestServer.unusedId(), "password", "somebody");
        try (var client = server.open()) {
            int code = client.request("account.register", Json.object("userId", person.id(),
                    "userPwd", person.password(), "userName", person.name()))
                    .path("code").intValue(-1);
            if (code == 200) {
                made.add(person);
            }
            codes.computeIfAbsent(code, _ -> new AtomicInteger()).incrementAndGet();
        }
    }

    private static int count(ConcurrentHashMap<Integer, AtomicInteger> codes, int code) {
        var count = codes.get(code);
        return count == null ? 0 : count.get();
    }

    private static void assertUnavailable(TestServer server, String type, String data) {
        try (var client = server.open()) {
            JsonNode reply = client.request(type, data);
            assertThat(reply.path("code").intValue(-1)).as("%s", reply).isEqualTo(503);
            assertThat(reply.path("retryAfterMs").longValue(0)).as("%s", reply).isPositive();
        }
    }

    private static void atOnce(Runnable step) {
        long began = System.nanoTime();
        step.run();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
    }
}
