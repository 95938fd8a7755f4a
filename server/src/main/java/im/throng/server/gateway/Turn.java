package im.throng.server.gateway;

/// What a connection tells the door's handler in its pipeline.
public enum Turn {
    /// More of what was read already may be taken now.
    GO_ON;

    /// So many frames of one connection are taken in a turn of the loop, then others have theirs.
    /// Handling them takes about a tenth of a millisecond.
    public static final int FRAMES = 32;
}
