package im.throng.server.command;

import im.throng.protocol.error.RejectedException;
import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import im.throng.server.account.Account;
import im.throng.server.account.Argon2Hasher;
import im.throng.server.account.Secret;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// An account as the fields of a line, both ways.
///
/// Threading: immutable.
final class AccountFields {

    private static final String HASH_BEGINNING = "$argon2id$";
    private static final Pattern OTHER_HASH = Pattern.compile(
            "\\$(2[abxy]?|argon2[id]|s?crypt|scrypt|pbkdf2[\\w-]*|[1567y])\\$.{20,}");

    private final Columns columns;
    private final int passwordMax;
    private final long now;

    /// Creates a reader of lines.
    ///
    /// @param now when accounts were made whose line does not say it
    AccountFields(Columns columns, int passwordMax, long now) {
        this.columns = columns;
        this.passwordMax = passwordMax;
        this.now = now;
    }

    /// Reads a line's fields.
    ///
    /// @throws WrongLineException if one cannot be used
    Account read(List<String> fields) {
        columns.requireCount(fields);
        UserId id = id(fields);
        try {
            String name = Limits.requireName("name", columns.get("name", fields));
            return new Account(new User(id, name,
                    limited("sex", fields, Limits.SEX_MAX),
                    limited("bio", fields, Limits.BIO_MAX),
                    limited("avatar", fields, Limits.FILE_ID_MAX),
                    createdAt(fields), role(fields)),
                    secret(columns.get("password", fields)));
        } catch (RejectedException wrong) {
            throw new WrongLineException(wrong.words());
        }
    }

    /// Returns an account's fields in the order of [Columns#NAMES].
    static List<String> write(Account account) {
        User user = account.user();
        String password = switch (account.secret()) {
            case Secret.Hash(String phc) -> phc;
            case Secret.Plain(String plain) -> plain;
        };
        return List.of(user.userId().toString(), user.userName(), password, user.sex(),
                user.bio(), user.avatar(), user.role().wireName(),
                Long.toString(user.createdAt()));
    }

    private UserId id(List<String> fields) {
        try {
            return new UserId(Long.parseLong(columns.get("id", fields).strip()));
        } catch (NumberFormatException | RejectedException wrong) {
            throw new WrongLineException("id must be an integer from 1 to " + Limits.ID_MAX);
        }
    }

    private String limited(String column, List<String> fields, int max) {
        return Limits.requireCharacters(column, columns.get(column, fields), 0, max);
    }

    private Role role(List<String> fields) {
        return switch (columns.get("role", fields).strip().toLowerCase(Locale.ROOT)) {
            case "", "user" -> Role.USER;
            case "admin" -> Role.ADMIN;
            default -> throw new WrongLineException("role must be user or admin");
        };
    }

    private long createdAt(List<String> fields) {
        String text = columns.get("createdAt", fields).strip();
        if (text.isEmpty()) {
            return now;
        }
        try {
            long at = Long.parseLong(text);
            if (at >= 0 && at <= Limits.ID_MAX) {
                return at;
            }
        } catch (NumberFormatException noNumber) {
            // It is told below, like a number out of bounds.
        }
        throw new WrongLineException("createdAt must be milliseconds since 1970");
    }

    private Secret secret(String text) {
        if (text.startsWith(HASH_BEGINNING)) {
            if (!Argon2Hasher.isHash(text)) {
                throw new WrongLineException("the hash is damaged or costs too much");
            }
            return new Secret.Hash(text);
        }
        if (OTHER_HASH.matcher(text).matches()) {
            throw new WrongLineException("the hash is of another kind than argon2id");
        }
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > passwordMax) {
            throw new WrongLineException("password must have 1 to " + passwordMax
                    + " characters");
        }
        if (text.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
            throw new WrongLineException("the password goes on in the next line: a quotation "
                    + "mark is not closed");
        }
        return new Secret.Plain(text);
    }
}
