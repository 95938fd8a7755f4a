package im.throng.server.storage.redis;

import im.throng.protocol.error.RejectedException;
import im.throng.server.telemetry.Counter;
import im.throng.server.telemetry.Meters;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one connection to Redis, which everybody's commands share, and its mending.
///
/// ```
///  down  --connected-->  up  --an answer too late-->  slow
///   ^                    |  <--a ping in time--------  |
///   +---- lost ----------+------- pings in vain -------+
/// ```
///
/// Only `up` takes commands; the other two refuse at once. A command that was under way when the
/// connection was lost is never sent again, since nobody knows whether it was carried out.
///
/// Threading: any thread may call, and waits for its answer at most for the timeout. States change
/// on a thread of its own, except that whoever waited in vain makes it `slow` at once. Answers are
/// read by event loops that are not the server's.
final class RedisLink implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisLink.class);
    private static final long RECONNECT_MS = 250;
    private static final long PROBE_MS = 250;
    private static final int PROBES_MAX = 5;
    private static final int THREADS = 2;
    private static final double NANOS = 1e9;

    private final RedisConfig config;
    private final ClientResources resources;
    private final RedisClient client;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("redis-link").daemon().factory());
    private final CompletableFuture<Void> firstTry = new CompletableFuture<>();
    private final LongAdder refused = new LongAdder();
    private final Counter outages;
    private final Counter refusals;
    private volatile @Nullable Line line;
    private volatile boolean closing;
    /// When it was last usable; confined to the timer's thread.
    private long sinceNanos = System.nanoTime();
    private boolean told;

    /// Begins to connect. It returns when the first try has come to its end, whichever that is.
    RedisLink(RedisConfig config, Meters meters) {
        this.config = config;
        this.outages = meters.counter("throng_redis_outages",
                "Times since which Redis could not be used, until it could again.");
        this.refusals = meters.counter("throng_redis_refusals",
                "Commands that were refused since Redis could not be used.");
        meters.gauge("throng_redis_up", "Whether Redis can be used: 1 or 0.",
                () -> isUp() ? 1 : 0);
        this.resources = ClientResources.builder()
                .ioThreadPoolSize(THREADS).computationThreadPoolSize(THREADS).build();
        this.client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false) // It would send again what was under way.
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(config.requestsMax())
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(config.connectTimeout()).keepAlive(true).build())
                .build());
        timer.execute(this::connect);
        firstTry.join();
    }

    /// Refuses as [#call] would now.
    void requireUp() {
        if (!isUp()) {
            throw refusal();
        }
    }

    /// Sends a command, and returns its answer.
    ///
    /// @throws RejectedException 503 if Redis is down or too slow, 500 if it refuses for good
    <T> T call(Function<RedisAsyncCommands<String, byte[]>, ? extends CompletionStage<T>> command) {
        Line now = line;
        if (now == null || now.slow.get()) {
            throw refusal();
        }
        CompletableFuture<T> answer = null;
        try {
            answer = command.apply(now.connection.async()).toCompletableFuture();
            return answer.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true); // If it still waits to be sent it must not be.
            becameSlow(now);
            throw refusal();
        } catch (ExecutionException e) {
            throw Failures.toRefusal(e.getCause());
        } catch (RedisException e) {
            throw Failures.toRefusal(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusal();
        }
    }

    /// Ends the connection; commands under way come to nothing.
    @Override
    public void close() {
        closing = true;
        timer.shutdownNow();
        Line last = line;
        line = null;
        if (last != null) {
            last.connection.close();
        }
        client.shutdown(0, 2, TimeUnit.SECONDS);
        resources.shutdown(0, 2, TimeUnit.SECONDS);
    }

    private boolean isUp() {
        Line now = line;
        return now != null && !now.slow.get();
    }

    private RejectedException refusal() {
        refused.increment();
        refusals.add(1);
        return Failures.unavailable();
    }

    private void connect() {
        try {
            client.connectAsync(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE), uri())
                    .whenCompleteAsync(this::tried, timer);
        } catch (RuntimeException e) {
            tried(null, e);
        }
    }

    private void tried(@Nullable StatefulRedisConnection<String, byte[]> connection,
                       @Nullable Throwable failure) {
        if (connection == null) {
            tellOnce("cannot be reached (" + words(failure) + ")");
            later(this::connect, RECONNECT_MS);
        } else {
            var fresh = new Line(connection);
            connection.addListener(new RedisConnectionStateListener() {
                @Override
                public void onRedisDisconnected(RedisChannelHandler<?, ?> gone) {
                    later(() -> lost(fresh, "was lost"), 0);
                }
            });
            line = fresh;
            usable();
            if (!connection.isOpen()) {
                lost(fresh, "was lost");
            }
        }
        firstTry.complete(null);
    }

    private void lost(Line gone, String how) {
        if (line != gone) {
            return;
        }
        line = null;
        unusable(how);
        if (gone.connection.isOpen()) {
            gone.connection.closeAsync();
        }
        later(this::connect, RECONNECT_MS);
    }

    private void becameSlow(Line late) {
        if (late.slow.compareAndSet(false, true)) {
            later(() -> {
                unusable("did not answer within " + config.timeout().toMillis() + " ms");
                probe(late, 1);
            }, 0);
        }
    }

    private void probe(Line late, int count) {
        if (line != late) {
            return;
        }
        ping(late)
                .orTimeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync((_, failure) -> {
                    if (failure == null) {
                        late.slow.set(false);
                        usable();
                    } else if (count == PROBES_MAX) {
                        // Behind a network that swallows all, only a new connection can help.
                        lost(late, "did not answer " + PROBES_MAX + " pings");
                    } else {
                        later(() -> probe(late, count + 1), PROBE_MS);
                    }
                }, timer);
    }

    private static CompletableFuture<String> ping(Line line) {
        try {
            return line.connection.async().ping().toCompletableFuture();
        } catch (RedisException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void unusable(String how) {
        if (!told) {
            sinceNanos = System.nanoTime();
        }
        tellOnce(how);
    }

    private void tellOnce(String how) {
        if (!told && !closing) {
            told = true;
            outages.add(1);
            log.warn("Redis at {} {}: logins by password and registrations are refused with 503"
                    + " until it answers again", config.address(), how);
        }
    }

    private void usable() {
        double seconds = (System.nanoTime() - sinceNanos) / NANOS;
        long missed = refused.sumThenReset();
        if (told) {
            log.info("Redis at {} answers again after {} s; {} commands were refused meanwhile",
                    config.address(), Math.round(seconds * 10) / 10.0, missed);
        } else {
            log.info("connected to Redis at {}", config.address());
        }
        told = false;
    }

    private void later(Runnable step, long delayMs) {
        try {
            timer.schedule(step, delayMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            log.debug("the connection to Redis is mended no more");
        }
    }

    private RedisURI uri() {
        RedisAddress address = config.address();
        RedisURI.Builder builder = RedisURI.Builder.redis(address.host(), address.port())
                .withSsl(address.tls())
                .withDatabase(address.database())
                .withClientName("throng")
                // Of the greeting: the commands have their own.
                .withTimeout(config.connectTimeout());
        if (!address.user().isEmpty()) {
            builder.withAuthentication(address.user(), address.password().toCharArray());
        } else if (!address.password().isEmpty()) {
            builder.withPassword(address.password().toCharArray());
        }
        return builder.build();
    }

    /// Returns the innermost words, which name the reason.
    private static String words(@Nullable Throwable failure) {
        Throwable inner = failure;
        while (inner != null && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner == null ? "no reason given" : String.valueOf(inner.getMessage());
    }

    /// A connection, and whether it owes an answer for too long.
    private static final class Line {

        private final StatefulRedisConnection<String, byte[]> connection;
        private final AtomicBoolean slow = new AtomicBoolean();

        Line(StatefulRedisConnection<String, byte[]> connection) {
            this.connection = connection;
        }
    }
}
