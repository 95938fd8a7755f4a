package im.throng.server.storage.redis;

import im.throng.protocol.message.Limits;
import im.throng.protocol.message.Role;
import im.throng.protocol.message.User;
import im.throng.protocol.message.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A user's record as the original system writes it:
/// `{"userId":100,"userPwd":"123456","userName":"scott","userStatus":0,"sex":""}`.
///
/// Names of fields are compared without regard to case, and of two that are the same then the last
/// one counts, as in the original. What it holds beyond these fields is kept.
///
/// Threading: immutable.
final class OriginalRecord {

    private static final String PASSWORD = "userPwd";
    private static final String NAME = "userName";
    private static final String SEX = "sex";
    private static final int UNENCODABLE = 0xFFFD;

    private final ObjectNode fields;

    private OriginalRecord(ObjectNode fields) {
        this.fields = fields;
    }

    /// Returns the record in the bytes; empty if they hold none.
    static Optional<OriginalRecord> read(byte[] bytes) {
        return RecordJson.object(bytes).map(OriginalRecord::new);
    }

    /// Returns a new record.
    ///
    /// @param password empty for accounts of ours
    static OriginalRecord of(User user, String password) {
        return new OriginalRecord(RecordJson.empty()
                .put("userId", user.userId().value())
                .put(PASSWORD, password)
                .put(NAME, user.userName())
                .put("userStatus", 0)
                .put(SEX, user.sex()));
    }

    String password() {
        return text(PASSWORD);
    }

    /// Returns the user. What no user here could be called is made fit: the original checks
    /// nothing.
    User user(UserId id) {
        String name = fit(text(NAME), Limits.NAME_MAX);
        return new User(id, name.isBlank() ? id.toString() : name, fit(text(SEX), Limits.SEX_MAX),
                "", "", 0, Role.USER);
    }

    OriginalRecord withPassword(String password) {
        return with(PASSWORD, password);
    }

    /// Returns the record with the user's name and sex.
    OriginalRecord with(User user) {
        OriginalRecord named = with(NAME, user.userName());
        // Half of the original's variants know no sex.
        return user.sex().isEmpty() && named.spellings(SEX).isEmpty()
                ? named : named.with(SEX, user.sex());
    }

    byte[] bytes() {
        return RecordJson.bytes(fields);
    }

    private OriginalRecord with(String field, String value) {
        List<String> spellings = spellings(field);
        if (!spellings.isEmpty() && text(field).equals(value)) {
            return this;
        }
        ObjectNode changed = fields.deepCopy();
        for (String spelling : spellings.isEmpty() ? List.of(field) : spellings) {
            changed.put(spelling, value);
        }
        return new OriginalRecord(changed);
    }

    private String text(String field) {
        String value = "";
        for (Map.Entry<String, JsonNode> property : fields.properties()) {
            if (property.getKey().equalsIgnoreCase(field)) {
                value = RecordJson.text(property.getValue());
            }
        }
        return value;
    }

    private List<String> spellings(String field) {
        return fields.properties().stream().map(Map.Entry::getKey)
                .filter(name -> name.equalsIgnoreCase(field)).toList();
    }

    private static String fit(String text, int charactersMax) {
        return text.codePoints()
                .filter(c -> !Character.isISOControl(c))
                // Only halves of a pair come alone, and they have no UTF-8.
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                        ? UNENCODABLE : c)
                .limit(charactersMax)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint,
                        StringBuilder::append)
                .toString();
    }
}
