package im.throng.protocol.message;

import im.throng.protocol.error.RejectedException;

/// The bounds of the contract that are not configurable, and the checks for them.
///
/// "Characters" are code points, "bytes" are bytes of UTF-8.
public final class Limits {

    /// The largest id or sequence number, 2^53 - 1: what a JavaScript number holds exactly.
    public static final long ID_MAX = (1L << 53) - 1;

    /// The largest frame a client may send, unless configured otherwise.
    public static final int FRAME_BYTES_DEFAULT = 262_144;

    /// The smallest frame: `{}`.
    public static final int FRAME_BYTES_MIN = 2;

    /// The largest frame a server sends.
    public static final int SERVER_FRAME_BYTES_MAX = 1 << 20;

    /// How deep JSON may be nested; the envelope is 1.
    public static final int DEPTH_MAX = 64;

    /// Where a page of entries is cut, whatever the number asked for.
    public static final int PAGE_BYTES_MAX = 256 * 1024;

    /// How many rows a page has when the client names no limit.
    public static final int PAGE_DEFAULT = 50;

    /// The largest page of entries or conversations.
    public static final int PAGE_ENTRIES_MAX = 200;

    /// The largest page of people.
    public static final int PAGE_PEOPLE_MAX = 500;

    /// How many users one `user.get` may name.
    public static final int USERS_MAX = 100;

    /// How many people one message may mention.
    public static final int MENTIONS_MAX = 100;

    /// How many conversations a hint names before it says `all`.
    public static final int HINT_HEADS_MAX = 200;

    /// The longest name of a user or a device, in characters.
    public static final int NAME_MAX = 64;

    /// How many users one request about a group may name.
    public static final int GROUP_MEMBERS_MAX = 500;

    /// The longest notice of a group, in bytes.
    public static final int NOTICE_BYTES_MAX = 4096;

    /// The longest code of an invitation, in characters.
    public static final int CODE_MAX = 64;

    /// The longest `sex`, in characters.
    public static final int SEX_MAX = 16;

    /// The longest `bio`, in characters.
    public static final int BIO_MAX = 512;

    /// How many users a search returns at most.
    public static final int SEARCH_USERS_MAX = 50;

    /// How many users one `presence.watch` may name.
    public static final int WATCH_MAX = 500;

    /// The longest id of a file, in characters.
    public static final int FILE_ID_MAX = 64;

    /// The longest idempotency key, in characters.
    public static final int KEY_MAX = 64;

    /// The longest token, in characters.
    public static final int TOKEN_MAX = 8192;

    /// The longest password that is even looked at, in characters.
    public static final int PASSWORD_MAX = 1024;

    private Limits() {}

    /// Returns the id, or refuses it by the field's name.
    public static long requireId(String field, long id) {
        if (id < 1 || id > ID_MAX) {
            throw RejectedException.invalid(field, "must be an integer from 1 to " + ID_MAX);
        }
        return id;
    }

    /// Returns the text, or refuses it by the field's name if its characters are too few or too
    /// many.
    public static String requireCharacters(String field, String text, int min, int max) {
        // A code point has at most two chars, so most texts need no counting.
        if (text.length() < min || text.length() > 2 * max
                || outside(text.codePointCount(0, text.length()), min, max)) {
            throw RejectedException.invalid(field,
                    "must have " + min + " to " + max + " characters");
        }
        return text;
    }

    /// Returns the name, or refuses it if it is too long, blank or holds control characters, which
    /// could hide or rewrite what others see.
    public static String requireName(String field, String name) {
        requireCharacters(field, name, 1, NAME_MAX);
        if (name.isBlank() || name.codePoints().anyMatch(Character::isISOControl)) {
            throw RejectedException.invalid(field,
                    "must not be blank and must hold no control characters");
        }
        return name;
    }

    private static boolean outside(int count, int min, int max) {
        return count < min || count > max;
    }
}
