package im.throng.server.gateway;

import io.netty.util.internal.PlatformDependent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an operator may set about connections.
///
/// @param trustedProxies   addresses or networks whose word on a client's address counts
/// @param frameBytesMax    the largest frame a client may send
/// @param malformedMax     so many malformed frames end a native connection
/// @param outboundBytesMax a connection with more waiting is behind
/// @param outboundTotalBytes with more waiting for all connections together, those furthest behind
///                         are held; 0 for a part of what the JVM has for buffers
/// @param mailboxMax       with more requests waiting, the connection is not read
/// @param perSessionMax    how many connections a session may have
/// @param crowd            how many connections there may be
/// @param rates            how fast a session may ask
/// @param web              what holds for HTTP and WebSocket alone
/// @param firstFrame       when the first frame must be whole
/// @param login            how long a connection may stay without a login
/// @param heartbeat        a native connection that is silent twice as long is ended
/// @param drainAnnounce    how long a server that stops says so before it turns anybody away
public record GatewayConfig(List<String> trustedProxies, int frameBytesMax, int malformedMax,
                            int outboundBytesMax, long outboundTotalBytes, int mailboxMax,
                            int perSessionMax, Crowd crowd, Rates rates, Web web,
                            Duration firstFrame, Duration login, Duration heartbeat,
                            Duration drainAnnounce) {

    private static final int PARTS = 4;

    /// Returns how much may wait for all connections together.
    public long outboundTotal() {
        return outboundTotalBytes > 0 ? outboundTotalBytes
                : Math.max(outboundBytesMax, PlatformDependent.estimateMaxDirectMemory() / PARTS);
    }

    /// How many connections there may be.
    ///
    /// @param connections in all; 0 for as many as the process has descriptors for
    /// @param perAddress  from one address; 0 for no limit
    /// @param exempt      addresses and networks that may have any number
    public record Crowd(int connections, int perAddress, List<String> exempt) {}

    /// What holds for HTTP and WebSocket alone.
    ///
    /// @param origins         whose pages may use the server beside its own, such as
    ///                        `https://chat.example`
    /// @param metricsNetworks who may read the metrics: addresses and networks
    /// @param idle            a connection without a request is closed after this time
    /// @param directory       a folder whose files go over the web client's own; null for none
    /// @param hstsSeconds     for how long a browser that came by TLS is to come by nothing else; 0
    ///                        tells it nothing
    public record Web(List<String> origins, List<String> metricsNetworks, Duration idle,
                      @Nullable Path directory, int hstsSeconds) {}

    /// How fast one session may ask; a classic connection is one. A rate of 0 is none.
    ///
    /// @param requests      of any kind, per second
    /// @param requestsBurst how many at once after a pause
    /// @param sends         messages per second
    /// @param sendsBurst    how many at once after a pause
    /// @param all           messages a second to everybody, whoever says them
    /// @param allBurst      how many at once after a pause
    /// @param group         messages a second to one group, whoever says them
    /// @param groupBurst    how many at once after a pause
    public record Rates(int requests, int requestsBurst, int sends, int sendsBurst, int all,
                        int allBurst, int group, int groupBurst) {}
}
