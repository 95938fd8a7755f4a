package im.throng.bench.load;

/// By which of the server's doors a swarm comes.
public enum ServerDoor {
    FRAMED {
        @Override
        Way way() {
            return new FramedWay();
        }
    },
    WEBSOCKET {
        @Override
        Way way() {
            return new WebSocketWay();
        }
    };

    /// Returns how one connection speaks there.
    abstract Way way();
}
