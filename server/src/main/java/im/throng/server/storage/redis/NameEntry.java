package im.throng.server.storage.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.account.NameKey;
import io.lettuce.core.Range;
import java.util.Arrays;
import java.util.Locale;

/// A member of the index of names. Redis orders members by their bytes, so by name key and then by
/// id.
record NameEntry(String key, UserId id) {

    private static final int ID_DIGITS = 16;
    /// No UTF-8 has this byte.
    private static final byte BEHIND_ALL = (byte) 0xFF;

    static NameEntry of(User user) {
        return new NameEntry(NameKey.of(user.userName()), user.userId());
    }

    /// Returns the id in a member.
    static UserId idOf(byte[] member) {
        return new UserId(Long.parseLong(
                new String(member, member.length - ID_DIGITS, ID_DIGITS, UTF_8)));
    }

    /// Returns the range of the names that begin so.
    static Range<byte[]> beginning(String beginning) {
        byte[] from = NameKey.of(beginning).getBytes(UTF_8);
        byte[] behind = Arrays.copyOf(from, from.length + 1);
        behind[from.length] = BEHIND_ALL;
        return Range.from(Range.Boundary.including(from), Range.Boundary.excluding(behind));
    }

    byte[] bytes() {
        return (key + '\0' + String.format(Locale.ROOT, "%0" + ID_DIGITS + "d", id.value()))
                .getBytes(UTF_8);
    }
}
