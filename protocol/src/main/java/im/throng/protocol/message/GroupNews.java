package im.throng.protocol.message;

/// What somebody is told about a group whose log does not say it.
public enum GroupNews {
    /// The receiver came in.
    ADDED("added"),
    /// The receiver is out.
    REMOVED("removed"),
    /// The group ended.
    DISSOLVED("dissolved"),
    /// Somebody asked to join; told to those who may answer.
    REQUEST("request");

    private final String wireName;

    GroupNews(String wireName) {
        this.wireName = wireName;
    }

    /// Returns the name on the wire.
    public String wireName() {
        return wireName;
    }
}
