package im.throng.server.storage.redis;

import im.throng.protocol.message.Role;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Our record of a user.
///
/// @param hash     a PHC string; empty while only the original's record has a password
/// @param erasedAt when the account was erased, milliseconds since the epoch; 0 if it is there
record OwnRecord(User user, String hash, long erasedAt) {

    /// Returns what is left of an account that was erased.
    static OwnRecord erased(UserId id, long at) {
        return new OwnRecord(new User(id, "", "", "", "", 0, Role.USER), "", at);
    }

    /// Returns the record in the bytes; empty if they hold none.
    static Optional<OwnRecord> read(UserId id, byte[] bytes) {
        return RecordJson.object(bytes).map(fields -> new OwnRecord(
                new User(id, text(fields, "userName"), text(fields, "sex"), text(fields, "bio"),
                        text(fields, "avatar"), RecordJson.number(fields.get("createdAt")),
                        Role.named(text(fields, "role"))),
                text(fields, "hash"), RecordJson.number(fields.get("erasedAt"))));
    }

    OwnRecord withHash(String newHash) {
        return new OwnRecord(user, newHash, erasedAt);
    }

    OwnRecord withUser(User newUser) {
        return new OwnRecord(newUser, hash, erasedAt);
    }

    byte[] bytes() {
        if (erasedAt != 0) {
            return RecordJson.bytes(RecordJson.empty().put("erasedAt", erasedAt));
        }
        return RecordJson.bytes(RecordJson.empty()
                .put("hash", hash)
                .put("userName", user.userName())
                .put("sex", user.sex())
                .put("bio", user.bio())
                .put("avatar", user.avatar())
                .put("role", user.role().wireName())
                .put("createdAt", user.createdAt()));
    }

    @Override
    public String toString() {
        return "OwnRecord[" + user.userId() + "]"; // A hash must not reach a log by accident.
    }

    private static String text(ObjectNode fields, String name) {
        return RecordJson.text(fields.get(name));
    }
}
