package im.throng.server.gateway;

/// What a connection tells the door's handler in its pipeline.
public enum Turn {
    /// More of what was read already may be taken now.
    GO_ON
}
