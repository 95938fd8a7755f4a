package im.throng.server.gateway;

import im.throng.protocol.frame.Framing;

/// By which door a connection came and what it speaks, as connections are counted.
enum Spoken {
    NOTHING_YET("undecided", "undecided"),
    FRAMED_NATIVE("framed", "native"),
    FRAMED_CLASSIC("framed", "classic"),
    HTTP("http", "none"),
    WEBSOCKET_NOTHING_YET("websocket", "undecided"),
    WEBSOCKET_NATIVE("websocket", "native"),
    WEBSOCKET_CLASSIC("websocket", "classic");

    private final String door;
    private final String dialect;

    Spoken(String door, String dialect) {
        this.door = door;
        this.dialect = dialect;
    }

    /// Returns what it is.
    static Spoken of(Framing framing, Dialect dialect) {
        if (dialect.keepsTime()) {
            return HTTP;
        }
        return switch (framing) {
            case LENGTH -> !dialect.isDecided() ? NOTHING_YET
                    : dialect.isClassic() ? FRAMED_CLASSIC : FRAMED_NATIVE;
            case WEBSOCKET -> !dialect.isDecided() ? WEBSOCKET_NOTHING_YET
                    : dialect.isClassic() ? WEBSOCKET_CLASSIC : WEBSOCKET_NATIVE;
        };
    }

    String door() {
        return door;
    }

    String dialect() {
        return dialect;
    }
}
