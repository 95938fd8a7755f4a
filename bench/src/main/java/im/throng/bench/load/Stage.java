package im.throng.bench.load;

import im.throng.bench.probe.Cores;
import im.throng.bench.probe.ProcessProbe;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A server with accounts on it, and a swarm before its door.
///
/// Threading: used by one thread.
public final class Stage implements AutoCloseable {

    /// What a server of our own must not hold a load back with.
    private static final Map<String, String> NO_RATES = Map.of(
            "limits.requests-per-second", "0", "limits.sends-per-second", "0",
            "limits.all-per-second", "0", "limits.group-per-second", "0");

    private final @Nullable Host host;
    private final @Nullable ProcessProbe probe;
    private final List<Token> tokens;
    private final InetSocketAddress address;
    private final Swarm swarm;
    /// For a run that is interrupted: the server would go on, and its data stay.
    private final Thread cleaner;

    private Stage(@Nullable Host host, @Nullable ProcessProbe probe,
                  InetSocketAddress address, List<Token> tokens) {
        this.host = host;
        this.probe = probe;
        this.tokens = List.copyOf(tokens);
        this.address = address;
        this.swarm = new Swarm(address);
        this.cleaner = Thread.ofPlatform().name("cleaner").unstarted(this::closeServer);
        Runtime.getRuntime().addShutdownHook(cleaner);
    }

    /// Starts the server, if it is to be our own, with so many accounts.
    ///
    /// @throws IllegalArgumentException if there are fewer tokens than users
    public static Stage open(ServerChoice choice, int users) {
        return switch (choice) {
            case ServerChoice.Own own -> open(own, users);
            case ServerChoice.Running running -> {
                List<Token> tokens = Token.read(running.tokens());
                if (tokens.size() < users) {
                    throw new IllegalArgumentException("it takes " + users + " tokens, and "
                            + running.tokens() + " has " + tokens.size());
                }
                Long pid = running.pid();
                yield new Stage(null, pid == null ? null : new ProcessProbe(pid),
                        running.address(), tokens.subList(0, users));
            }
        };
    }

    private static Stage open(ServerChoice.Own own, int users) {
        Path data = Subject.newFolder(own.parent());
        try {
            List<Token> tokens = Population.settle(data, users);
            Map<String, String> settings = new HashMap<>(NO_RATES);
            settings.putAll(own.settings());
            Subject subject = Subject.start(new Subject.Launch(data,
                    own.pinned() ? Cores.serverPrefix() : List.of(), own.jvmOptions(), settings));
            return new Stage(subject, subject.probe(), subject.address(), tokens);
        } catch (RuntimeException failure) {
            Subject.delete(data);
            throw failure;
        }
    }

    /// Starts a Redis for so many connections; nobody has a token there.
    ///
    /// @param program where it lies
    /// @param own     where its data is kept, and whether it is pinned: as our own server's
    public static Stage openRedis(Path program, ServerChoice.Own own, int clients) {
        var redis = RedisServer.start(program, own.parent(), clients, own.pinned());
        return new Stage(redis, redis.probe(), redis.address(), List.of());
    }

    /// Returns one token for each user.
    public List<Token> tokens() {
        return tokens;
    }

    /// Returns where the server is.
    public InetSocketAddress address() {
        return address;
    }

    /// Returns the swarm; nobody is in it at first.
    public Swarm swarm() {
        return swarm;
    }

    /// Returns what the kernel says of the server; empty if its process is not known.
    public Optional<ProcessProbe> probe() {
        return Optional.ofNullable(probe);
    }

    /// Returns where a server of our own keeps its data.
    public Optional<Path> data() {
        return Optional.ofNullable(host).map(Host::data);
    }

    /// Ends all connections, and a server of our own with its data.
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(cleaner);
        swarm.close();
        closeServer();
    }

    private void closeServer() {
        if (host != null) {
            host.close();
        }
    }
}
