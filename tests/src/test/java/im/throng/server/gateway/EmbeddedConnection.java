package im.throng.server.gateway;

import im.throng.server.config.ServerConfig;
import im.throng.server.session.Connection;
import im.throng.server.session.Entrance;
import im.throng.server.session.Sessions;
import im.throng.server.telemetry.Meters;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.LongSupplier;

/// A connection over a channel in memory, which nobody hears and which says nothing by itself.
public final class EmbeddedConnection {

    private EmbeddedConnection() {}

    /// Returns the limits it has: the defaults.
    public static GatewayConfig config() {
        return ServerConfig.of(Map.of()).gateway();
    }

    /// Returns a connection over the channel.
    public static ClientConnection over(EmbeddedChannel channel, LongSupplier nanoTime) {
        return over(channel, nanoTime, Wire.NONE);
    }

    /// Returns a connection over the channel with a shorter way to its socket.
    public static ClientConnection over(EmbeddedChannel channel, LongSupplier nanoTime,
                                        Wire wire) {
        GatewayConfig config = config();
        return new ClientConnection(channel,
                new LoopLane(channel.eventLoop(), nanoTime, config.outboundTotal()),
                new Surroundings(config, new Sessions(config.perSessionMax()),
                        new NoEntrance(), new SessionRates(config.rates(), 0),
                        new Addresses(config, nanoTime), new Turnstile(), new Pages(), nanoTime,
                        new GatewayMeters(Meters.NONE),
                        _ -> new SilentDialect()),
                wire);
    }

    private static final class NoEntrance implements Entrance {

        @Override
        public void entered(Connection entering) {
            // Nobody does.
        }

        @Override
        public void left(Connection leaving) {
            // Nobody does.
        }
    }

    private static final class SilentDialect implements Dialect {

        @Override
        public void received(ByteBuffer payload) {
            // Nothing comes.
        }

        @Override
        public void tooLong(long length) {
            // Nothing comes.
        }

        @Override
        public void push(SharedPacket packet) {
            // Nothing is pushed.
        }
    }
}
