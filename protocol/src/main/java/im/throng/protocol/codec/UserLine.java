package im.throng.protocol.codec;

import im.throng.protocol.message.User;

/// A user as one line of JSON, with the fields that users have on the wire.
public final class UserLine {

    private UserLine() {}

    /// Returns the line, without its end.
    public static String json(User user) {
        return Json.text(json -> EntryCodec.writeUser(json, user));
    }
}
