package im.throng.server.gateway.tcp;

import im.throng.server.gateway.Wire;
import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/// How sockets are reached: epoll where there is one, else NIO.
///
/// Threading: immutable.
public enum Transport {
    EPOLL(EpollServerSocketChannel.class) {
        @Override
        IoHandlerFactory handlers() {
            return StaggeredEpoll.over(EpollIoHandler.newFactory(EVENTS_MAX,
                    DefaultSelectStrategyFactory.INSTANCE));
        }

        @Override
        Wire wire() {
            return new EpollWire();
        }
    },
    NIO(NioServerSocketChannel.class) {
        @Override
        IoHandlerFactory handlers() {
            return NioIoHandler.newFactory();
        }

        @Override
        Wire wire() {
            return Wire.NONE;
        }
    };

    /// After so many sockets that have something the loop writes what it has for others.
    private static final int EVENTS_MAX = 256;

    private final Class<? extends ServerChannel> serverChannel;

    Transport(Class<? extends ServerChannel> serverChannel) {
        this.serverChannel = serverChannel;
    }

    /// Returns the best one this machine has.
    public static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    /// Returns event loops; 0 threads means two for each core, which is Netty's own default.
    public EventLoopGroup loops(int threads, String name) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), handlers());
    }

    Class<? extends ServerChannel> serverChannel() {
        return serverChannel;
    }

    /// Returns the shorter way to sockets whose handlers leave alone what goes out.
    abstract Wire wire();

    abstract IoHandlerFactory handlers();
}
