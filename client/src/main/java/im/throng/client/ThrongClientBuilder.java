package im.throng.client;

import im.throng.client.store.LocalStore;
import im.throng.client.transport.Backoff;
import im.throng.client.transport.ClientTls;
import im.throng.client.transport.LinkSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Collects what a [ThrongClient] needs to know; everything has a default.
///
/// Threading: one thread.
public final class ThrongClientBuilder {

    private String host = "127.0.0.1";
    private int port = 8889;
    private @Nullable ClientTls tls;
    private String device = "";
    private ThrongListener listener = new ThrongListener() {};
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration requestTimeout = Duration.ofSeconds(15);
    private Duration loginTimeout = Duration.ofSeconds(20);
    private Duration sendTimeout = Duration.ofSeconds(60);
    private Duration pingTimeout = Duration.ofSeconds(10);
    private Duration retryBase = Duration.ofSeconds(1);
    private Duration retryCap = Duration.ofSeconds(60);
    private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
    private InstantSource clock = InstantSource.system();
    private @Nullable StorePlace storePlace;
    private Supplier<String> keys = () -> UUID.randomUUID().toString();

    ThrongClientBuilder() {}

    /// Sets where the server is; by default this machine.
    public ThrongClientBuilder host(String name) {
        host = name;
        return this;
    }

    /// Sets the server's port; by default 8889.
    public ThrongClientBuilder port(int number) {
        port = number;
        return this;
    }

    /// Connects by TLS; the server's certificate must be for its name, and of an authority that
    /// the JDK believes. By default there is no TLS.
    public ThrongClientBuilder tls() {
        tls = ClientTls.trustingSystem();
        return this;
    }

    /// Connects by TLS; the server's certificate must be for its name, and of one of these
    /// authorities, or among them itself.
    ///
    /// @param authorities a PEM file of certificates
    /// @throws IOException if it cannot be read, with words for a person
    public ThrongClientBuilder tls(Path authorities) throws IOException {
        tls = ClientTls.trusting(authorities);
        return this;
    }

    /// Connects by TLS to whoever answers: for a try with a certificate that nobody vouches for.
    public ThrongClientBuilder tlsTrustingAnybody() {
        tls = ClientTls.trustingAnybody();
        return this;
    }

    /// Sets the name of this device, which the list of sessions shows.
    public ThrongClientBuilder device(String name) {
        device = name;
        return this;
    }

    /// Sets who is told what happens.
    public ThrongClientBuilder listener(ThrongListener told) {
        listener = told;
        return this;
    }

    /// Sets how long a connection may take to be made; by default 10 s.
    public ThrongClientBuilder connectTimeout(Duration timeout) {
        connectTimeout = timeout;
        return this;
    }

    /// Sets how long a request waits for its answer; by default 15 s.
    public ThrongClientBuilder requestTimeout(Duration timeout) {
        requestTimeout = timeout;
        return this;
    }

    /// Sets how long a registration, a login or a resume waits for its answer; by default 20 s.
    public ThrongClientBuilder loginTimeout(Duration timeout) {
        loginTimeout = timeout;
        return this;
    }

    /// Sets how long a message is tried to be sent, over lost connections and restarts of the
    /// server; by default 60 s.
    public ThrongClientBuilder sendTimeout(Duration timeout) {
        sendTimeout = timeout;
        return this;
    }

    /// Sets how long a heartbeat may stay without any sign of life before the connection is given
    /// up; by default 10 s.
    public ThrongClientBuilder pingTimeout(Duration timeout) {
        pingTimeout = timeout;
        return this;
    }

    /// Sets the longest wait before the first try to reconnect, and the longest of all; between
    /// them it doubles with each failure. By default 1 s and 60 s.
    public ThrongClientBuilder retry(Duration base, Duration cap) {
        retryBase = base;
        retryCap = cap;
        return this;
    }

    /// Keeps an outbox and a cache in this file, which belongs to one account on one server and to
    /// one running program. By default there is neither.
    public ThrongClientBuilder store(Path file) {
        storePlace = new StorePlace(file, "");
        return this;
    }

    /// Keeps an outbox and a cache in this file, for a server that is known by a name of one's own
    /// wherever it is.
    public ThrongClientBuilder store(Path file, String serverName) {
        storePlace = new StorePlace(file, serverName);
        return this;
    }

    /// Keeps an outbox and a cache in memory, which end with the client.
    public ThrongClientBuilder storeInMemory() {
        storePlace = new StorePlace(null, "");
        return this;
    }

    ThrongClientBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    ThrongClientBuilder random(DoubleSupplier source) {
        random = source;
        return this;
    }

    ThrongClientBuilder keys(Supplier<String> source) {
        keys = source;
        return this;
    }

    /// Creates the client. It does not connect yet.
    ///
    /// @throws im.throng.client.store.StoreException if the local store cannot be used
    public ThrongClient build() {
        return new ThrongClient(this);
    }

    LinkSettings linkSettings() {
        return new LinkSettings(host, port, tls, connectTimeout, loginTimeout, pingTimeout,
                backoff());
    }

    /// Opens the local store, if there is to be one.
    @Nullable LocalStore openStore() {
        StorePlace place = storePlace;
        return place == null ? null : LocalStore.open(place.file,
                place.serverName.isEmpty() ? host + ":" + port : place.serverName, clock);
    }

    String device() {
        return device;
    }

    ThrongListener listener() {
        return listener;
    }

    Duration connectTimeout() {
        return connectTimeout;
    }

    Duration requestTimeout() {
        return requestTimeout;
    }

    Duration loginTimeout() {
        return loginTimeout;
    }

    Duration sendTimeout() {
        return sendTimeout;
    }

    Supplier<String> keys() {
        return keys;
    }

    Backoff backoff() {
        return new Backoff(retryBase, retryCap, random);
    }

    private record StorePlace(@Nullable Path file, String serverName) {}
}
